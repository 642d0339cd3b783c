package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.BetweenForks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.Network;

/**
 * What a Keycloak without the extension leaves in a PostgreSQL at its first start, as SQL: on a server with users already,
 * the extension finds that. Made once, since it takes such a start.
 */
final class KeycloakTables {

    private KeycloakTables() {}

    /** The file of {@code pg_dump}. */
    static Path dump() {
        return BetweenForks.made(
                "tables-%s.sql".formatted(ServerHome.property("keycloak.server.version")), KeycloakTables::make);
    }

    private static void make(Path dump) throws IOException {
        Path log = Files.createTempFile(BetweenForks.directory(), "tables", ".log");
        try (Network network = Network.newNetwork();
                PostgresContainer database = new PostgresContainer(network);
                ContainerServer server = new ContainerServer(Images.plain(), network, log, List.of("--cache=local"))) {
            new AdminApi(server.start().url()).makeLoginsCheap();
            Files.writeString(dump, database.dump());
        }
    }
}
