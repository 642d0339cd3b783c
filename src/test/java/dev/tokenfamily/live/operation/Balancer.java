package dev.tokenfamily.live.operation;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The load balancer of {@code docker/compose.cluster.yaml}, as a process of this machine: its image is not needed for that. */
final class Balancer implements AutoCloseable {

    private final Process process;
    private final URI url;

    private Balancer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** With the shipped configuration, but for its own port and the nodes' addresses. */
    static Balancer of(Compose compose, Path directory) {
        Program program = Program.named("haproxy", "haproxy");
        try {
            String shipped = Files.readString(Path.of("docker/haproxy/haproxy.cfg"));
            Path configuration = Files.writeString(
                    directory.resolve("haproxy.cfg"),
                    shipped.replace(":8000", "127.0.0.1:" + compose.balancer().getPort())
                            .replace(" keycloak:8080", " " + address(compose, "keycloak"))
                            .replace(" keycloak-2:8080", " " + address(compose, "keycloak-2")));
            Process process = new ProcessBuilder(program.path().toString(), "-db", "-f", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("haproxy.log").toFile())
                    .start();
            Balancer started = new Balancer(process, compose.balancer());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Compose compose, String service) {
        return compose.shell(service, "hostname -i").strip() + ":8080";
    }

    private void awaitReady() {
        try {
            Await.until(() -> Http.answers(url.resolve("/realms/demo")));
        } catch (AssertionError notReady) {
            close();
            throw notReady;
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
