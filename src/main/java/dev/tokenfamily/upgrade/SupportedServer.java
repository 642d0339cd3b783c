package dev.tokenfamily.upgrade;

import java.util.Optional;

/**
 * Which Keycloaks this can stand on. An older one knows nothing of the {@code refresh-token} SPI: without this, it would
 * not find one of its own classes at its start, or, worse, start and rotate nothing. A newer one starts, with a warning.
 */
public final class SupportedServer {

    private static final Release OLDEST = new Release(26, 7, 0);

    /** The core of the live tests runs on it; a unit test compares it with pom.xml. */
    static final Release NEWEST_TESTED = new Release(26, 7, 5);

    private SupportedServer() {}

    /**
     * Returns if the server is new enough, or is a build of its own that has no such number.
     *
     * @throws IllegalStateException with what to do, if it is too old
     */
    public static void require(String version) {
        if (OLDEST.isAfter(version)) {
            throw new IllegalStateException(
                    "keycloak-token-family needs Keycloak %d.%d or later, and this is %s. Upgrade Keycloak, or remove the JAR from providers/ and run kc.sh build"
                            .formatted(OLDEST.major(), OLDEST.minor(), version));
        }
    }

    /** A warning for the log of what nobody has tested on that version of Keycloak; empty where all of it was. */
    public static Optional<String> warning(String version) {
        if (Release.of(version)
                .filter(release -> release.compareTo(NEWEST_TESTED) <= 0)
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of("""
                keycloak-token-family was tested on Keycloak %s to %s, and this is %s. \
                Not tested on it: rotation and reuse detection (SPI refresh-token), introspection, \
                what ends families (events, admin events, changes of rows), mails, the admin API, and the tables. \
                See 'Versions' in docs/reference/versions.md, and run docker/upgrade-drill""".formatted(OLDEST, NEWEST_TESTED, version));
    }
}
