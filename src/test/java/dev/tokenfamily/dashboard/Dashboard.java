package dev.tokenfamily.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.keycloak.util.JsonSerialization;

/** The dashboard for Grafana that we ship. */
public record Dashboard(JsonNode json) {

    static final Path FILE = Path.of("docker/grafana/token-families.json");

    /** As it is in its file. */
    public static Dashboard shipped() {
        return in(FILE);
    }

    /** As it is in another file. */
    public static Dashboard in(Path file) {
        try {
            return new Dashboard(JsonSerialization.mapper.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String title() {
        return json.path("title").asText();
    }

    /** Without the headings of rows. */
    public List<Panel> panels() {
        return all().filter(panel -> !panel.isHeading()).toList();
    }

    /** Above the panels of a row. */
    List<Panel> headings() {
        return all().filter(Panel::isHeading).toList();
    }

    private Stream<Panel> all() {
        return StreamSupport.stream(json.path("panels").spliterator(), false).map(Panel::new);
    }

    /** What is chosen above the panels, or kept for their links. */
    public List<JsonNode> variables() {
        return StreamSupport.stream(json.path("templating").path("list").spliterator(), false)
                .toList();
    }

    /** The address of the console page, which the links begin with. */
    public String console() {
        return variables().stream()
                .filter(variable -> variable.path("name").asText().equals("console"))
                .map(variable -> variable.path("query").asText())
                .findFirst()
                .orElseThrow();
    }
}
