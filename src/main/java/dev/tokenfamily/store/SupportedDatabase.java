package dev.tokenfamily.store;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which databases this can stand on. Without this, another one would fail in the middle of our tables, with whatever it says,
 * at the first start and at every one after it.
 */
final class SupportedDatabase {

    /** As Keycloak's option {@code db} names it. */
    private static final String TIDB = "tidb";

    private static final String REFUSED =
            "keycloak-token-family does not run on TiDB, which cannot change how an indexed column compares text (ddl:8200)."
                    + " Use another database, or remove the JAR from providers/ and run kc.sh build";

    private static final String TOO_OLD = "keycloak-token-family needs %s %s or later, and this is %s."
            + " Upgrade the database, or remove the JAR from providers/ and run kc.sh build";

    /** As the driver names the products. Earlier ones lack a collation, or names and keys as long as ours. */
    private static final Map<String, Version> EARLIEST = Map.of(
            "PostgreSQL", new Version(13, 0, 0),
            "MariaDB", new Version(10, 6, 0),
            "MySQL", new Version(8, 0, 17),
            "Oracle", new Version(19, 0, 0));

    /** MariaDB's, before what it really is, for clients that know MySQL only. */
    private static final String REPLICATION_PREFIX = "5.5.5-";

    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*", Pattern.DOTALL);

    private SupportedDatabase() {}

    private record Version(int major, int minor, int patch) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            int byMajor = Integer.compare(major, other.major);
            int byMinor = Integer.compare(minor, other.minor);
            return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** Before which a product is refused, with two dots; by the name that its driver gives it. */
    static Map<String, String> earliest() {
        return EARLIEST.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    }

    /**
     * Returns unless Keycloak is told to use a database that cannot have our tables.
     *
     * @param kind the option {@code db}
     * @throws IllegalStateException with what to do
     */
    static void require(String kind) {
        if (TIDB.equals(kind)) {
            throw new IllegalStateException(REFUSED);
        }
    }

    /**
     * Returns unless the database is known not to do. One that nobody has heard of may.
     *
     * @param product what it calls itself
     * @param version likewise, perhaps with more around it
     * @param release the numbers that its driver takes from that, as {@code major.minor}
     * @throws IllegalStateException with what to do
     */
    static void require(String product, String version, String release) {
        if (version.contains("TiDB")) {
            throw new IllegalStateException(REFUSED);
        }
        String name = version.contains("MariaDB") ? "MariaDB" : product;
        @Nullable Version earliest = EARLIEST.get(name);
        Matcher numbers = NUMBERS.matcher(
                version.startsWith(REPLICATION_PREFIX) ? version.substring(REPLICATION_PREFIX.length()) : version);
        if (!numbers.matches()) {
            numbers = NUMBERS.matcher(release);
        }
        if (earliest != null && numbers.matches() && version(numbers).compareTo(earliest) < 0) {
            throw new IllegalStateException(TOO_OLD.formatted(name, earliest, numbers.group()));
        }
    }

    private static Version version(Matcher numbers) {
        String patch = numbers.group(3);
        return new Version(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }
}
