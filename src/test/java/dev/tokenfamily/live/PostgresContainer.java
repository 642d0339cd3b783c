package dev.tokenfamily.live;

import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The PostgreSQL of {@code docker/compose.yaml}, known to its network as {@code postgres}. */
final class PostgresContainer implements AutoCloseable {

    static final String PASSWORD = "local-only";

    private final GenericContainer<?> container;

    PostgresContainer(Network network) {
        container = new GenericContainer<>("postgres:17")
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withEnv("POSTGRES_DB", "keycloak")
                .withEnv("POSTGRES_USER", "keycloak")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U keycloak -d keycloak"))
                .withStartupTimeout(Duration.ofMinutes(1));
        container.start();
    }

    @Override
    public void close() {
        container.stop();
    }
}
