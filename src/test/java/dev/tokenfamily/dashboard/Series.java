package dev.tokenfamily.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Prometheus knows of one thing over time: a line of a graph, or a value alone. */
record Series(String name, List<Point> points) {

    /** A value that is a number. */
    record Point(Instant time, double value) {}

    /** One of the results of a query. What is no number is left out. */
    static Series of(JsonNode result, Query query) {
        Map<String, String> labels = new LinkedHashMap<>();
        result.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<JsonNode> pairs = new ArrayList<>();
        result.path("values").forEach(pairs::add);
        if (result.has("value")) {
            pairs.add(result.path("value"));
        }
        List<Point> points = new ArrayList<>();
        for (JsonNode pair : pairs) {
            double value = Double.parseDouble(pair.path(1).asText().replace("Inf", "Infinity"));
            if (Double.isFinite(value)) {
                points.add(
                        new Point(Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1000)), value));
            }
        }
        return new Series(query.name(labels), points);
    }

    double last() {
        return points.get(points.size() - 1).value();
    }
}
