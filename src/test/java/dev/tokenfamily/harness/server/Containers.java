package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.Network;

/** A network of containers: a PostgreSQL on which a Keycloak without the extension ran before, and Keycloaks on it. */
public final class Containers implements AutoCloseable {

    private final Path logs;
    private final Network network = Network.newNetwork();
    private final PostgresContainer database = new PostgresContainer(network, KeycloakTables.dump());
    private final List<ContainerServer> servers = new ArrayList<>();

    /** Whose servers' logs are under {@code target/live/containers-<name>}. */
    public Containers(String name) {
        logs = Path.of(System.getProperty("live.directory"), "containers-" + name);
    }

    /** One more Keycloak, not started yet, with these options of {@code kc.sh start}. */
    public ContainerServer keycloak(String name, String image, String... options) {
        try {
            Path log = Files.createDirectories(logs).resolve(name + ".log");
            Files.deleteIfExists(log);
            ContainerServer server = new ContainerServer(image, network, log, List.of(options));
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PostgresContainer database() {
        return database;
    }

    /** The address of the machine that the tests run on. */
    public String thisMachine() {
        return ContainerServer.gateway(network);
    }

    @Override
    public void close() {
        servers.forEach(ContainerServer::close);
        database.close();
        network.close();
    }
}
