package dev.tokenfamily.notify;

import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** What people call a device, by the header {@code User-Agent}, as Keycloak's account console does. */
final class Devices {

    /** What the parser says of what it does not know. */
    private static final String OTHER = "Other";

    /** Large, and made when the first device is to be named. */
    private static final Parser PARSER = new Parser();

    private Devices() {}

    /** Browser and system, without versions; empty where neither is known. */
    static String named(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        Client client = PARSER.parse(userAgent);
        String browser = known(client.userAgent.family);
        String system = known(client.os.family);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
    }

    private static String known(@Nullable String family) {
        return family == null || family.equals(OTHER) ? "" : family;
    }
}
