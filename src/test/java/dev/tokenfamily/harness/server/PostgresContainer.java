package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** The PostgreSQL of {@code docker/compose.yaml}, known to its network as {@code postgres}. */
public final class PostgresContainer implements AutoCloseable {

    static final String PASSWORD = "local-only";

    private static final String STATEMENTS = "/tmp/statements.sql";
    private static final int READABLE = 0444;

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
                .withStartupTimeout(Duration.ofMinutes(3));
        container.start();
    }

    /** With these statements, run once it is up. */
    PostgresContainer(Network network, Path statements) {
        this(network);
        container.copyFileToContainer(MountableFile.forHostPath(statements, READABLE), STATEMENTS);
        psql("-f", STATEMENTS);
    }

    /** All that is in it, as statements. */
    String dump() {
        return run("pg_dump", "-h", "127.0.0.1", "-U", "keycloak", "keycloak");
    }

    /** What psql prints for these statements: rows in lines, columns apart by {@code |}. */
    public String sql(String statements) {
        return psql("-c", statements).strip();
    }

    private String psql(String option, String value) {
        return run(
                "psql",
                "-h",
                "127.0.0.1",
                "-U",
                "keycloak",
                "-v",
                "ON_ERROR_STOP=1",
                "-qAt",
                option,
                value,
                "keycloak");
    }

    private String run(String... command) {
        try {
            ExecResult result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new IllegalStateException(result.getStderr());
            }
            return result.getStdout();
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
