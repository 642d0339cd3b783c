package dev.tokenfamily.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An operation that {@link ApiDescription} tells about.
 *
 * @param path with its parameters in braces
 * @param parameters of the operation and of its path
 */
public record ApiOperation(String verb, String path, JsonNode node, List<JsonNode> parameters) {

    /** The names of the parameters in the {@code path}, or in the {@code query}. */
    public Set<String> parameters(String place) {
        Set<String> names = new TreeSet<>();
        parameters.stream()
                .filter(parameter -> parameter.path("in").asText().equals(place))
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }

    JsonNode parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The media types of the body; none where it takes no body. */
    public Set<String> consumes() {
        return names(node.path("requestBody").path("content"));
    }

    /** Of all its answers. */
    public Set<Integer> statuses() {
        Set<Integer> statuses = new TreeSet<>();
        names(node.path("responses")).forEach(status -> statuses.add(Integer.valueOf(status)));
        return statuses;
    }

    /** Of its success. */
    public int success() {
        return statuses().iterator().next();
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
