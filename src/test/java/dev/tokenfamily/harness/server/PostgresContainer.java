package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The PostgreSQL of {@code docker/compose.yaml}, known to its network as {@code postgres}. */
public final class PostgresContainer implements AutoCloseable {

    static final String PASSWORD = "local-only";

    private final GenericContainer<?> container;

    PostgresContainer(Network network) {
        container = new GenericContainer<>("postgres:17")
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withEnv("POSTGRES_DB", "keycloak")
                .withEnv("POSTGRES_USER", "keycloak")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv("PGPASSWORD", PASSWORD) // for psql
                .waitingFor(Wait.forSuccessfulCommand("pg_isready -h 127.0.0.1 -U keycloak -d keycloak"))
                .withStartupTimeout(Duration.ofMinutes(1));
        container.start();
    }

    /** What psql prints for these statements: rows in lines, columns apart by {@code |}. */
    public String sql(String statements) {
        try {
            ExecResult result = container.execInContainer(
                    "psql",
                    "-h",
                    "127.0.0.1",
                    "-U",
                    "keycloak",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-qAtc",
                    statements,
                    "keycloak");
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(result.getStderr());
            }
            return result.getStdout().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }
}
