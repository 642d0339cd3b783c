package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The data of a PostgreSQL in which Keycloak and the extension have made their tables, with an admin who logs in cheaply.
 * Made once, and copied for each test that wants a PostgreSQL, since it takes a start of Keycloak.
 */
final class PreparedPostgres {

    private PreparedPostgres() {}

    /** Copies it into the directory, which is empty or not there. */
    static void into(Path data) throws IOException {
        String fingerprint = BuiltServers.fingerprint(ServerHome.tools(), List.of(ProviderJars.ours()), List.of());
        Directories.copy(BetweenForks.made("postgres-" + fingerprint, PreparedPostgres::make), data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------")); // or it refuses to start
    }

    private static void make(Path data) throws IOException, InterruptedException {
        ServerHome home = ServerHome.installed("prepared-postgres", "--db=postgres");
        try (Postgres database = new Postgres(data, Map.of());
                DistributionServer server = new DistributionServer(home, database.keycloakOptions())) {
            new AdminApi(server.start().url()).makeLoginsCheap();
        }
    }
}
