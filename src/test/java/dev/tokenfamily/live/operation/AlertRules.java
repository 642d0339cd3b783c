package dev.tokenfamily.live.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The alert rules for Prometheus that we ship. */
final class AlertRules {

    static final Path DIRECTORY = Path.of("docker/prometheus").toAbsolutePath();
    static final Path FILE = DIRECTORY.resolve("token-family-alerts.yml");

    private AlertRules() {}

    /** One of them. */
    record Rule(String name, String expression, String severity, JsonNode annotations) {

        private static Rule of(JsonNode rule) {
            return new Rule(
                    rule.path("alert").asText(),
                    rule.path("expr").asText(),
                    rule.path("labels").path("severity").asText(),
                    rule.path("annotations"));
        }

        String annotation(String name) {
            return annotations.path(name).asText();
        }
    }

    static List<Rule> shipped() {
        return in(FILE);
    }

    static List<Rule> in(Path file) {
        try {
            JsonNode groups =
                    new ObjectMapper(new YAMLFactory()).readTree(file.toFile()).path("groups");
            return StreamSupport.stream(groups.spliterator(), false)
                    .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                    .map(Rule::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
