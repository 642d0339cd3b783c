package dev.tokenfamily.telemetry;

import io.micrometer.core.instrument.Tags;
import java.util.HashSet;
import java.util.Set;

/**
 * The tag {@code client} of meters, if an operator wants one. Clients can register themselves, and a meter is kept for each value: so
 * only the first few that a node meets have a value of their own, in all realms together, and all others share one.
 */
public final class ClientTags {

    /** The value that all others share. */
    static final String OTHER = "other";

    private static final String CLIENT = "client";

    private final int most;
    private final Set<Client> known = new HashSet<>();

    private record Client(String realm, String clientId) {}

    /**
     * Tags at most so many clients.
     *
     * @param most of all realms together; 0 for no tag at all
     */
    public ClientTags(int most) {
        this.most = Math.max(0, most);
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
