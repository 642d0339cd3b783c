package dev.tokenfamily.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Keycloaks this can stand on. An older one knows nothing of the {@code refresh-token} SPI: without this, it would
 * not find one of its own classes at its start, or, worse, start and rotate nothing.
 */
final class SupportedServer {

    private static final int MAJOR = 26;
    private static final int MINOR = 7;

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9}).*");

    private SupportedServer() {}

    /**
     * Returns if the server is new enough, or is a build of its own that has no such number.
     *
     * @throws IllegalStateException with what to do, if it is too old
     */
    static void require(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        if (numbers.matches() && isTooOld(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))) {
            throw new IllegalStateException(
                    "keycloak-token-family needs Keycloak %d.%d or later, and this is %s. Upgrade Keycloak, or remove the JAR from providers/ and run kc.sh build"
                            .formatted(MAJOR, MINOR, version));
        }
    }

    private static boolean isTooOld(int major, int minor) {
        return major < MAJOR || (major == MAJOR && minor < MINOR);
    }
}
