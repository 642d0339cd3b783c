package dev.tokenfamily.live.operation;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project of our compose files, beside whatever else runs on this machine: with a name and ports of its own. */
final class Compose implements AutoCloseable {

    private static final String PROJECT = "token-family-test";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Program program = Program.named("docker-compose", "docker-compose");
    private final int port = FreePort.find();
    private final int balancerPort = FreePort.find();
    private final List<String> options;

    /** Of these files of {@code docker/}, with the defaults of its {@code .env}. */
    Compose(Path directory, String... files) {
        Path environment = directory.resolve("env");
        try {
            String defaults = Files.readString(Path.of("docker/.env"));
            Files.writeString(
                    environment,
                    defaults.replaceAll("(?m)^KEYCLOAK_PORT=.*$", "KEYCLOAK_PORT=" + port)
                            .replaceAll("(?m)^BALANCER_PORT=.*$", "BALANCER_PORT=" + balancerPort)
                            .replaceAll("(?m)^COMPOSE_PROJECT_NAME=.*$", "COMPOSE_PROJECT_NAME=" + PROJECT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options = Stream.concat(
                        Stream.of("--env-file", environment.toString(), "-p", PROJECT),
                        Stream.of(files).flatMap(file -> Stream.of("-f", "docker/" + file)))
                .toList();
    }

    /** What the command says. */
    String run(String... command) {
        return program.run(
                Path.of("").toAbsolutePath(),
                Stream.concat(options.stream(), Stream.of(command)).toArray(String[]::new));
    }

    /** Builds and starts these services, and what they depend on, and returns when all are healthy. */
    void up(String... services) {
        run(Stream.concat(Stream.of("up", "-d", "--build"), Stream.of(services)).toArray(String[]::new));
        int containers = run("ps", "-q").lines().toList().size();
        boolean healthy = Await.within(LONGEST, () -> run("ps").split("\\(healthy\\)", -1).length - 1 == containers);
        if (!healthy) {
            throw new IllegalStateException(run("ps") + run("logs", "--no-color"));
        }
    }

    /** What a shell in the container of a service says, errors included, however it ends. */
    String shell(String service, String command) {
        return run("exec", "-T", service, "bash", "-c", "(" + command + ") 2>&1 || true");
    }

    String logs(String service) {
        return run("logs", "--no-color", service).lines().collect(Collectors.joining("\n"));
    }

    /** Where Keycloak is published. */
    URI keycloak() {
        return URI.create("http://localhost:" + port);
    }

    /** Where the balancer is, and what Keycloak takes for its own address then. */
    URI balancer() {
        return URI.create("http://localhost:" + balancerPort);
    }

    /** Removes all, the volumes too. */
    @Override
    public void close() {
        run("down", "-v");
    }
}
