package dev.tokenfamily.harness.server;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** A Keycloak in a container, on a PostgreSQL in another one of the same network. */
public final class ContainerServer implements KeycloakServer {

    private static final Duration START = Duration.ofMinutes(3);
    private static final int STOP_SECONDS = 60;

    private final Network network;
    private final String testHost;
    private final List<String> options;
    private final Path log;
    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private String image;
    private Consumer<KeycloakContainer> settings = container -> {};
    private @Nullable KeycloakContainer container;

    /**
     * On the database that is known as {@code postgres} in that network.
     *
     * @param options of {@code kc.sh start}
     */
    public ContainerServer(String image, Network network, Path log, List<String> options) {
        this.image = image;
        this.network = network;
        this.testHost = gateway(network);
        this.log = log;
        this.options = List.copyOf(options);
    }

    /** From another image when it is started next, on the same ports. */
    public ContainerServer from(String other) {
        image = other;
        return this;
    }

    /** With settings of the container when it is started next. */
    public ContainerServer with(Consumer<KeycloakContainer> more) {
        settings = more;
        return this;
    }

    /** Docker's address of this machine in that network. */
    public static String gateway(Network network) {
        return DockerClientFactory.instance()
                .client()
                .inspectNetworkCmd()
                .withNetworkId(network.getId())
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getGateway();
    }

    @Override
    public ContainerServer start() {
        KeycloakContainer started = new KeycloakContainer(image)
                .withProductionMode()
                .withOptimizedFlag()
                .withImagePullPolicy(built -> false)
                .withAdminUsername(AdminApi.USER)
                .withAdminPassword(AdminApi.USER)
                .waitingFor(new Readiness())
                .withNetwork(network)
                .withEnv("KC_DB_URL", "jdbc:postgresql://postgres/keycloak")
                .withEnv("KC_DB_USERNAME", "keycloak")
                .withEnv("KC_DB_PASSWORD", PostgresContainer.PASSWORD);
        ShortLivedJava.forServer().forEach(started::withEnv);
        Stream.concat(
                        Stream.of(
                                "--http-enabled=true",
                                "--http-port=" + port, // inside as outside, for it also calls itself, as a broker
                                "--http-management-port=" + managementPort,
                                "--hostname-strict=false",
                                "--proxy-headers=xforwarded",
                                "--log-level=info,io.smallrye.health:error"),
                        options.stream())
                .forEach(started::withCustomCommand);
        started.setLogConsumers(List.of(this::append)); // and not on the console
        started.setExposedPorts(List.of(port, managementPort));
        started.setPortBindings(Stream.of(port, managementPort)
                .map(number -> "127.0.0.1:%d:%d".formatted(number, number))
                .toList());
        settings.accept(started);
        return TimeSpent.on(Activity.START, () -> {
            started.start();
            container = started;
            return this;
        });
    }

    /** Asked for where it is published, on this machine: Testcontainers would look for the engine's address. */
    private final class Readiness extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            boolean decided = Await.within(
                    START,
                    () -> !waitStrategyTarget.isRunning()
                            || Http.answers(management().resolve("/health/ready")));
            if (!decided || !waitStrategyTarget.isRunning()) {
                throw new IllegalStateException("Keycloak did not start:\n" + waitStrategyTarget.getLogs());
            }
        }
    }

    /** By Docker's own stop, since Testcontainers kills. */
    @Override
    public void stop() {
        KeycloakContainer running = container;
        if (running == null) {
            return;
        }
        container = null;
        running.getDockerClient()
                .stopContainerCmd(running.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
        running.stop();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String testHost() {
        return testHost;
    }

    @Override
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public String logged() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(OutputFrame frame) {
        if (frame.getType() == OutputFrame.OutputType.END) {
            return;
        }
        try {
            Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
