package dev.tokenfamily.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A panel of the dashboard, or the heading of a row of them. */
public record Panel(JsonNode json) {

    /** In columns, of which a dashboard has 24, and in rows. */
    record Place(int x, int y, int width, int height) {}

    /** From that value on, that colour. */
    record Threshold(double from, String colour) {}

    /** As it is above the panel. */
    public String title() {
        return json.path("title").asText();
    }

    String type() {
        return json.path("type").asText();
    }

    boolean isHeading() {
        return type().equals("row");
    }

    String description() {
        return json.path("description").asText();
    }

    Place place() {
        JsonNode at = json.path("gridPos");
        return new Place(
                at.path("x").asInt(),
                at.path("y").asInt(),
                at.path("w").asInt(),
                at.path("h").asInt());
    }

    /** What it asks Prometheus. */
    public List<Query> queries() {
        return elements(json.path("targets"))
                .map(target -> new Query(
                        title(),
                        target.path("expr").asText(),
                        target.path("legendFormat").asText(),
                        target.path("instant").asBoolean()))
                .toList();
    }

    Unit unit() {
        return Unit.named(defaults().path("unit").asText());
    }

    /** The first holds from however little on. */
    List<Threshold> thresholds() {
        return elements(defaults().path("thresholds").path("steps"))
                .map(step -> new Threshold(
                        step.path("value").asDouble(Double.NEGATIVE_INFINITY),
                        step.path("color").asText()))
                .toList();
    }

    String colour(double value) {
        return thresholds().stream()
                .filter(threshold -> threshold.from <= value)
                .reduce((lower, higher) -> higher)
                .orElseThrow()
                .colour;
    }

    boolean thresholdsAreLines() {
        return custom("thresholdsStyle", "mode").equals("line");
    }

    boolean bars() {
        return defaults().path("custom").path("drawStyle").asText().equals("bars");
    }

    boolean stacked() {
        return custom("stacking", "mode").equals("normal");
    }

    /** In percent, of what is below a line. */
    int opacity() {
        return defaults().path("custom").path("fillOpacity").asInt();
    }

    /** No two points of a graph are nearer; none where that is left to Grafana. */
    Duration shortestStep() {
        String minutes = json.path("interval").asText();
        return minutes.isEmpty() ? Duration.ZERO : Duration.parse("PT" + minutes);
    }

    /** Of the panel, and of what is drawn in it. */
    List<JsonNode> links() {
        return Stream.concat(elements(json.path("links")), elements(defaults().path("links")))
                .toList();
    }

    private String custom(String option, String name) {
        return defaults().path("custom").path(option).path(name).asText();
    }

    private JsonNode defaults() {
        return json.path("fieldConfig").path("defaults");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
