package dev.tokenfamily.upgrade;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which databases this can stand on. Without this, another one would fail in the middle of our tables, with whatever it says,
 * at the first start and at every one after it.
 */
public final class SupportedDatabase {

    /** As Keycloak's option {@code db} names it. */
    private static final String TIDB = "tidb";

    private static final String REFUSED =
            "keycloak-token-family does not run on TiDB, which cannot change how an indexed column compares text (ddl:8200)."
                    + " Use another database, or remove the JAR from providers/ and run kc.sh build";

    private static final String TOO_OLD = "keycloak-token-family needs %s %s or later, and this is %s."
            + " Upgrade the database, or remove the JAR from providers/ and run kc.sh build";

    /** As the driver names the products. Earlier ones lack a collation, or names and keys as long as ours. */
    private static final Map<String, Release> EARLIEST = Map.of(
            "PostgreSQL", new Release(13, 0, 0),
            "MariaDB", new Release(10, 6, 0),
            "MySQL", new Release(8, 0, 17),
            "Oracle", new Release(19, 0, 0));

    /** MariaDB's, before what it really is, for clients that know MySQL only. */
    private static final String REPLICATION_PREFIX = "5.5.5-";

    private SupportedDatabase() {}

    /**
     * The earliest release of each product that is not refused, with two dots, by the name that its driver gives the product.
     */
    public static Map<String, String> earliest() {
        return EARLIEST.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    }

    /**
     * Returns unless Keycloak is told to use a database that cannot have our tables.
     *
     * @param kind the option {@code db}
     * @throws IllegalStateException with what to do
     */
    public static void require(String kind) {
        if (TIDB.equals(kind)) {
            throw new IllegalStateException(REFUSED);
        }
    }

    /**
     * Returns unless the database is known not to do. One that nobody has heard of may.
     *
     * @param product the name that the database calls itself
     * @param version the version that it calls itself, perhaps with more around it
     * @param release the numbers that its driver takes from that, as {@code major.minor}
     * @throws IllegalStateException with what to do
     */
    public static void require(String product, String version, String release) {
        if (version.contains("TiDB")) {
            throw new IllegalStateException(REFUSED);
        }
        String name = version.contains("MariaDB") ? "MariaDB" : product;
        @Nullable Release earliest = EARLIEST.get(name);
        String own = version.startsWith(REPLICATION_PREFIX) ? version.substring(REPLICATION_PREFIX.length()) : version;
        String numbers = Release.of(own).isPresent() ? own : release;
        if (earliest != null && earliest.isAfter(numbers)) {
            throw new IllegalStateException(TOO_OLD.formatted(name, earliest, numbers));
        }
    }
}
