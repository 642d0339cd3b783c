package dev.tokenfamily.live.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.keycloak.util.JsonSerialization;

/** The dashboard for Grafana that we ship. */
record Dashboard(JsonNode json) {

    /** What is shown where there is nothing to count. */
    private static final String OR_ZERO = " or vector(0)";

    static Dashboard shipped() {
        try {
            return new Dashboard(JsonSerialization.mapper.readTree(
                    Path.of("docker/grafana/token-families.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A panel's question to Prometheus. */
    record Query(String panel, String expression) {

        /** As Grafana asks it, for one realm, without what would hide that nothing is found. */
        String in(String realm) {
            String asked = expression
                    .replace("$realm", realm)
                    .replace("$instance", ".*")
                    .replace("$__rate_interval", "1m")
                    .replace("$__interval", "5m")
                    .replace("$__range", "6h");
            return asked.endsWith(OR_ZERO) ? asked.substring(0, asked.length() - OR_ZERO.length()) : asked;
        }
    }

    /** Without the headings of rows. */
    List<JsonNode> panels() {
        return StreamSupport.stream(json.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            panel.path("targets")
                    .forEach(target -> queries.add(new Query(
                            panel.path("title").asText(), target.path("expr").asText())));
        }
        return queries;
    }

    List<JsonNode> variables() {
        return StreamSupport.stream(json.path("templating").path("list").spliterator(), false)
                .toList();
    }
}
