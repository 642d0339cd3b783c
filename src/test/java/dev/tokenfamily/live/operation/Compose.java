package dev.tokenfamily.live.operation;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.util.JsonSerialization;
import org.testcontainers.DockerClientFactory;

/** A project of our compose files, beside whatever else runs on this machine: with a name and ports of its own. */
final class Compose implements AutoCloseable {

    private static final String PROJECT = "token-family-test";
    private static final String KEYCLOAK_IMAGE =
            "quay.io/keycloak/keycloak:" + System.getProperty("keycloak.server.version");
    private static final Map<String, String> KEYCLOAKS =
            Map.of("compose.yaml", "keycloak", "compose.cluster.yaml", "keycloak-2");
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final Program program = Program.named("docker-compose", "docker-compose");
    private final int port = FreePort.find();
    private final int balancerPort = FreePort.find();
    private final List<String> options;

    /** Of these files of {@code docker/}, with the defaults of its {@code .env}, but for the image of Maven's, which is not needed. */
    Compose(Path directory, String... files) {
        Path environment = directory.resolve("env");
        Path java = directory.resolve("java.yaml");
        try {
            String defaults = Files.readString(Path.of("docker/.env"));
            Files.writeString(
                    environment,
                    defaults.replaceAll("(?m)^KEYCLOAK_PORT=.*$", "KEYCLOAK_PORT=" + port)
                            .replaceAll("(?m)^BALANCER_PORT=.*$", "BALANCER_PORT=" + balancerPort)
                            .replaceAll("(?m)^JAR_FROM=.*$", "JAR_FROM=target")
                            .replaceAll("(?m)^JAR_IMAGE=.*$", "JAR_IMAGE=" + KEYCLOAK_IMAGE)
                            .replaceAll("(?m)^COMPOSE_PROJECT_NAME=.*$", "COMPOSE_PROJECT_NAME=" + PROJECT));
            Files.writeString(
                    java,
                    Stream.of(files).map(Compose::shortLivedJava).collect(Collectors.joining("", "services:\n", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options = Stream.concat(
                        Stream.of("--env-file", environment.toString(), "-p", PROJECT),
                        Stream.concat(Stream.of(files).map(file -> "docker/" + file), Stream.of(java.toString()))
                                .flatMap(file -> Stream.of("-f", file)))
                .toList();
    }

    private static String shortLivedJava(String file) {
        return "  %s: {environment: %s}\n"
                .formatted(KEYCLOAKS.get(file), JsonSerialization.valueAsString(ShortLivedJava.forServer()));
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
        List<String> containers = run("ps", "-q").lines().toList();
        if (!Await.within(LONGEST, () -> containers.stream().allMatch(Compose::isHealthy))) {
            throw new IllegalStateException(run("ps") + run("logs", "--no-color"));
        }
    }

    /** Asked of the engine itself: to ask the command again and again would keep a processor from what it waits for. */
    private static boolean isHealthy(String container) {
        ContainerState state = DockerClientFactory.instance()
                .client()
                .inspectContainerCmd(container)
                .exec()
                .getState();
        return state.getHealth().getStatus().equals("healthy");
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
