package dev.tokenfamily.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Prometheus, on a port and in a directory of its own. Where it is not installed, the test is skipped. */
public final class Prometheus implements AutoCloseable {

    private static final String DEBIAN_PACKAGE = "prometheus";

    private final Process process;
    private final URI url;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * One that asks a server for its metrics every second, and judges alert rules.
     *
     * @param management the address of the server's management interface
     * @param rules the file of the rules
     * @param runbooks the external label that says where the documents are
     */
    public static Prometheus asking(URI management, Path rules, String runbooks) {
        return started(directory(), """
                global:
                  scrape_interval: 1s
                  evaluation_interval: 1s
                  external_labels: { runbook_base: "%s" }
                rule_files: [ "%s" ]
                scrape_configs:
                  - job_name: keycloak
                    static_configs: [ { targets: [ "%s" ] } ]
                """.formatted(runbooks, rules, management.getAuthority()));
    }

    /** One that asks nobody, and knows only these samples: a text of OpenMetrics. */
    static Prometheus holding(String samples) {
        Program promtool = Program.named("promtool", DEBIAN_PACKAGE);
        Path directory = directory();
        try {
            Files.writeString(directory.resolve("samples.txt"), samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        promtool.run(directory, "tsdb", "create-blocks-from", "openmetrics", "samples.txt", "data");
        return started(directory, "global: {}\n");
    }

    private static Path directory() {
        try {
            Path parent = Files.createDirectories(Path.of(System.getProperty("live.directory", "target/live")));
            return Files.createTempDirectory(parent.toAbsolutePath(), "prometheus");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prometheus started(Path directory, String configuration) {
        Program program = Program.named("prometheus", DEBIAN_PACKAGE);
        String address = "127.0.0.1:" + FreePort.find();
        try {
            Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
            Process process = new ProcessBuilder(
                            program.path().toString(),
                            "--config.file=" + file,
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

    /** What it knows of a metric now. */
    public List<JsonNode> samples(String selector) {
        List<JsonNode> samples = new ArrayList<>();
        get("query", Map.of("query", selector), selector).path("result").forEach(samples::add);
        return samples;
    }

    /** The rule with that name, as it judges it now. */
    public JsonNode rule(String name) {
        for (JsonNode rule : get("rules", Map.of(), name).path("groups").path(0).path("rules")) {
            if (rule.path("name").asText().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError("No rule " + name);
    }

    /** What it answers to a query of a panel; what is no number is left out, and what has no number as well. */
    List<Series> answer(Panel panel, Query query, View view) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("query", view.asked(panel, query)));
        if (query.instant()) {
            asked.put("time", view.to().toString());
        } else {
            asked.put("start", view.from().toString());
            asked.put("end", view.to().toString());
            asked.put("step", view.step(panel).toSeconds() + "s");
        }
        JsonNode answer = get(query.instant() ? "query" : "query_range", asked, "The panel '" + panel.title() + "'");
        List<Series> found = new ArrayList<>();
        for (JsonNode result : answer.path("result")) {
            Series series = Series.of(result, query);
            if (!series.points().isEmpty()) {
                found.add(series);
            }
        }
        return found;
    }

    private JsonNode get(String path, Map<String, String> parameters, String what) {
        Http.Response answer = Http.get(url.resolve("/api/v1/" + path + "?" + Http.encode(parameters)));
        if (answer.status() != 200) {
            throw new AssertionError(what + ": Prometheus answers " + answer.status() + " " + answer.text());
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
