package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database that a run of the live tests is asked to use: {@code h2}, {@code postgres-} and a version, or one of the MariaDBs.
 * Each is in another time zone than its server.
 */
public record NamedDatabase(String name) {

    private static final String H2 = "h2";
    private static final String POSTGRES = "postgres-";

    /** In the hour that comes again, the first time and the second. */
    private static final Duration NEAR = Duration.ofMinutes(25);

    private static final String SNAPSHOT_ISOLATION = "--innodb-snapshot-isolation=";

    /** That of this run, {@code -Dlive.database=}. */
    public static NamedDatabase ofRun() {
        return new NamedDatabase(System.getProperty("live.database", H2));
    }

    /** What {@code kc.sh build --db} takes. */
    public String kind() {
        return name.equals(H2) ? "dev-file" : name.substring(0, name.indexOf('-'));
    }

    /** Running, with its data in a directory that does not exist yet; empty for H2, which runs in Keycloak itself. */
    public Optional<OwnDatabase.Database> started(Path directory) {
        if (name.equals(H2)) {
            return Optional.empty();
        }
        if (name.startsWith(POSTGRES)) {
            Map<String, String> zone =
                    Map.of("timezone", turningBackAt(Instant.now().plus(NEAR)));
            return Optional.of(Postgres.ofVersion(name.substring(POSTGRES.length()), directory, zone));
        }
        return Optional.of(mariaDb(directory));
    }

    private MariaDb mariaDb(Path directory) {
        String soon = turningBackAt(Instant.now().plus(NEAR));
        String justNow = turningBackAt(Instant.now().minus(NEAR));
        return switch (name) {
            case "mariadb-maven" -> mariaDb(ofMaven(), directory, "OFF", soon);
            case "mariadb-maven-snapshot" -> mariaDb(ofMaven(), directory, "ON", justNow);
            case "mariadb-debian" -> mariaDb(MariaDb.Installation.ofDebian(), directory, "OFF", justNow);
            case "mariadb-debian-snapshot" -> mariaDb(MariaDb.Installation.ofDebian(), directory, "ON", soon);
            default -> throw new IllegalArgumentException("No such database: -Dlive.database=" + name);
        };
    }

    private static MariaDb mariaDb(
            MariaDb.Installation installation, Path directory, String snapshotIsolation, String zone) {
        return new MariaDb(
                installation, directory, List.of(SNAPSHOT_ISOLATION + snapshotIsolation), Map.of("TZ", zone));
    }

    private static MariaDb.Installation ofMaven() {
        try {
            return MariaDb.Installation.ofMaven();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String turningBackAt(Instant time) {
        return new TurningBack(time).posix();
    }
}
