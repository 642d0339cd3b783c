package dev.tokenfamily.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.Network;

/** A Keycloak in a container, from the image that users build, and PostgreSQL in another one of the same network. */
record ContainerRuntime(Network network, PostgresContainer database, KeycloakServer server, AuthenticationDevice device)
        implements KeycloakRuntime {

    static ContainerRuntime start() throws IOException {
        Path log = Files.createDirectories(Path.of(System.getProperty("live.directory"), "container"))
                .resolve("server.log");
        Files.deleteIfExists(log);
        String image = Images.observable(CERTIFICATES_FROM_PROXY);
        Network network = Network.newNetwork();
        PostgresContainer database = new PostgresContainer(network);
        AuthenticationDevice device = AuthenticationDevice.at(ContainerServer.gateway(network));
        List<String> options = List.of(PURGE_EVERY_SECOND, device.option());
        return new ContainerRuntime(
                network, database, new ContainerServer(image, network, log, options).start(), device);
    }

    @Override
    public void close() {
        server.close();
        database.close();
        device.close();
        network.close();
    }
}
