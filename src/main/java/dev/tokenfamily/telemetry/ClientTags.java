package dev.tokenfamily.telemetry;

import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tag {@code client} of meters, if an operator wants one. Clients can register themselves, and a meter is kept for each value: so
 * only the first few that a node meets have a value of their own, in all realms together, and all others share one.
 */
public final class ClientTags {

    /** The value that all others share. */
    static final String OTHER = "other";

    private static final String CLIENT = "client";

    /** A meter is kept for each client and verdict. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final int most;
    private final Set<Client> known = new HashSet<>();

    private record Client(String realm, String clientId) {}

    /**
     * Tags at most so many clients.
     *
     * @param most of all realms together, 0 or more; 0 for no tag at all
     */
    public ClientTags(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("No number of clients: " + most);
        }
        this.most = most;
    }

    /**
     * As many as an option says.
     *
     * @param option of the operator; null or blank for no tag at all
     * @throws IllegalArgumentException where it is no whole number from 0 to 9999, with a message that says so
     */
    public static ClientTags of(@Nullable String option) {
        if (option == null || option.isBlank()) {
            return new ClientTags(0);
        }
        if (!NUMBER.matcher(option.strip()).matches()) {
            throw new IllegalArgumentException("'%s' is not a whole number from 0 to 9999".formatted(option));
        }
        return new ClientTags(Integer.parseInt(option.strip()));
    }

    /**
     * The tag of a client; none where there are no tags.
     *
     * @param clientId the {@code client_id}
     */
    Tags of(String realmName, String clientId) {
        return most == 0 ? Tags.empty() : Tags.of(CLIENT, value(new Client(realmName, clientId)));
    }

    private synchronized String value(Client client) {
        boolean own = known.contains(client) || (known.size() < most && known.add(client));
        return own ? client.clientId : OTHER;
    }
}
