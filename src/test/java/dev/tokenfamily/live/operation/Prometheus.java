package dev.tokenfamily.live.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus, which asks a server for its metrics every second, and knows our alert rules. */
final class Prometheus implements AutoCloseable {

    private static final String CONFIGURATION = """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [ "%s" ]
            scrape_configs:
              - job_name: keycloak
                static_configs: [ { targets: [ "%s" ] } ]
            """;

    private final Process process;
    private final URI url;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Started under {@code target/live}. Where it is not installed, the test is skipped. */
    static Prometheus of(KeycloakServer server) {
        Program program = Program.named("prometheus", "prometheus");
        String address = "127.0.0.1:" + FreePort.find();
        try {
            Path directory = Files.createTempDirectory(Path.of(System.getProperty("live.directory")), "prometheus");
            Path configuration = Files.writeString(
                    directory.resolve("prometheus.yml"),
                    CONFIGURATION.formatted(AlertRules.FILE, server.management().getAuthority()));
            Process process = new ProcessBuilder(
                            program.path().toString(),
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=" + address,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.log").toFile())
                    .start();
            Prometheus started = new Prometheus(process, URI.create("http://" + address));
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            Await.until(() -> Http.answers(url.resolve("/-/ready")));
        } catch (AssertionError notStarted) {
            close();
            throw notStarted;
        }
    }

    /** What an expression gives now, NaN left out. */
    List<Double> values(String expression) {
        JsonNode result = get("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
        return result.findValues("value").stream()
                .map(sample -> Double.valueOf(sample.path(1).asText()))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** The one with that name, as it judges it now. */
    JsonNode rule(String name) {
        for (JsonNode rule : get("rules").path("groups").path(0).path("rules")) {
            if (rule.path("name").asText().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError("No rule " + name);
    }

    private JsonNode get(String path) {
        Http.Response answer = Http.get(url.resolve("/api/v1/" + path));
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.text());
        }
        return answer.json().path("data");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
