package dev.tokenfamily.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A receiver of a realm's webhooks, as an admin of the realm has configured it.
 *
 * @param id by which the realm calls it
 * @param url where messages are posted to: of HTTPS, without user and fragment
 * @param secrets references to entries of the vault, {@code ${vault.…}}: one, or more while they are changed; each signs
 * @param events what it is told
 */
public record Endpoint(String id, URI url, List<String> secrets, Set<EventType> events) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,35}");

    /** Neither a path nor anything that a vault would take for one. */
    private static final Pattern SECRET = Pattern.compile("\\$\\{vault\\.[A-Za-z0-9_.-]{1,100}}");

    private static final int MOST_SECRETS = 3;

    private static final int LONGEST_URL = 1000;

    /**
     * One with copies of both lists.
     *
     * @throws InvalidWebhooksException if anything of it is wrong
     */
    public Endpoint {
        if (!ID.matcher(id).matches()) {
            throw new InvalidWebhooksException(
                    "The id '%s' of a webhook must be of lower-case letters, digits and '-', 36 at most"
                            .formatted(InvalidWebhooksException.shown(id)));
        }
        requireSafe(id, url);
        secrets = List.copyOf(secrets);
        if (secrets.isEmpty() || secrets.size() > MOST_SECRETS) {
            throw new InvalidWebhooksException(
                    "The webhook '%s' must have from 1 to %d secrets".formatted(id, MOST_SECRETS));
        }
        for (String secret : secrets) {
            requireReference(id, secret);
        }
        if (events.isEmpty()) {
            throw new InvalidWebhooksException(
                    "The webhook '%s' must have at least one of the events %s".formatted(id, EventType.texts()));
        }
        events = Set.copyOf(events);
    }

    /** The text of an address; {@link InvalidWebhooksException} where it is none. */
    static URI url(String id, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidWebhooksException("The URL of the webhook '%s' is none".formatted(id));
        }
    }

    private static void requireSafe(String id, URI url) {
        boolean safe = "https".equalsIgnoreCase(url.getScheme())
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && url.toString().length() <= LONGEST_URL;
        if (!safe) {
            throw new InvalidWebhooksException(
                    ("The URL of the webhook '%s' must be of https, with a host, without user,"
                                    + " password and fragment, and of %d characters at most")
                            .formatted(id, LONGEST_URL));
        }
    }

    /** The value itself is not said, since it may be a secret. */
    private static void requireReference(String id, String secret) {
        if (!SECRET.matcher(secret).matches()) {
            throw new InvalidWebhooksException(
                    ("A secret of the webhook '%s' is not written like ${vault.my-siem}. Secrets"
                                    + " are kept in the vault, and never here")
                            .formatted(id));
        }
    }

    /** The host of the address, in lower case; an address of IPv6 in brackets. */
    public String host() {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    /** The port of the address. */
    public int port() {
        return url.getPort() < 0 ? AllowedHosts.HTTPS : url.getPort();
    }

    /** Whether it is told that. */
    public boolean wants(EventType type) {
        return events.contains(type);
    }
}
