package dev.tokenfamily.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Keycloaks this can stand on. An older one knows nothing of the {@code refresh-token} SPI: without this, it would
 * not find one of its own classes at its start, or, worse, start and rotate nothing. A newer one starts, with a warning.
 */
final class SupportedServer {

    private static final Release OLDEST = new Release(26, 7, 0);

    /** The core of the live tests runs on it; a unit test compares it with pom.xml. */
    static final Release NEWEST_TESTED = new Release(26, 7, 5);

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    private SupportedServer() {}

    /** The numbers of a version of Keycloak. */
    record Release(int major, int minor, int patch) implements Comparable<Release> {

        /** Empty where a build of its own has no such numbers. */
        static Optional<Release> of(String version) {
            Matcher numbers = NUMBERS.matcher(version);
            return numbers.matches()
                    ? Optional.of(new Release(
                            Integer.parseInt(numbers.group(1)),
                            Integer.parseInt(numbers.group(2)),
                            numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Release other) {
            int byMajor = Integer.compare(major, other.major);
            int byMinor = byMajor == 0 ? Integer.compare(minor, other.minor) : byMajor;
            return byMinor == 0 ? Integer.compare(patch, other.patch) : byMinor;
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /**
     * Returns if the server is new enough, or is a build of its own that has no such number.
     *
     * @throws IllegalStateException with what to do, if it is too old
     */
    static void require(String version) {
        if (Release.of(version).filter(release -> release.compareTo(OLDEST) < 0).isPresent()) {
            throw new IllegalStateException(
                    "keycloak-token-family needs Keycloak %d.%d or later, and this is %s. Upgrade Keycloak, or remove the JAR from providers/ and run kc.sh build"
                            .formatted(OLDEST.major(), OLDEST.minor(), version));
        }
    }

    /** What nobody has tested on that server, for the log; empty where all of it was. */
    static Optional<String> warning(String version) {
        if (Release.of(version)
                .filter(release -> release.compareTo(NEWEST_TESTED) <= 0)
                .isPresent()) {
            return Optional.empty();
        }
        return Optional.of("""
                keycloak-token-family was tested on Keycloak %s to %s, and this is %s. \
                Not tested on it: rotation and reuse detection (SPI refresh-token), introspection, \
                what ends families (events, admin events, changes of rows), mails, the admin API, and the tables. \
                See 'Versions' in docs/operations.md, and run docker/upgrade-drill""".formatted(OLDEST, NEWEST_TESTED, version));
    }
}
