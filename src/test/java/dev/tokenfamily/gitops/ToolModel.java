package dev.tokenfamily.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fields of a resource, as a tool's source declares them. They are written down in {@code src/test/resources/gitops}, whose README
 * names the sources; neither tool can be had here.
 */
final class ToolModel {

    private static final Field ROOT = new Field("object", true);
    private static final Field NONE = new Field("there", false);

    private final Map<String, Field> fields;

    private ToolModel(Map<String, Field> fields) {
        this.fields = fields;
    }

    /**
     * A field.
     *
     * @param type {@code text}, {@code whole}, {@code boolean}, {@code texts} (a list), {@code map} (of texts), {@code object} (or a list
     *     of such), {@code realm} (Keycloak's, {@link RealmReading})
     * @param required whether the tool refuses a resource without it
     */
    private record Field(String type, boolean required) {}

    /** Of that kind of resource, by the lines of a file: kind, path of the field, and type, with {@code !} if it is required. */
    static ToolModel of(String file, String kind) {
        Map<String, Field> fields = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(Path.of("src/test/resources/gitops", file))) {
                String[] cells = line.split("\t", -1);
                if (cells[0].equals(kind)) {
                    fields.put(cells[1], new Field(cells[2].replace("!", ""), cells[2].startsWith("!")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ToolModel(fields);
    }

    /** What of the resource the tool would not take. */
    List<String> problems(JsonNode resource) {
        List<String> problems = new ArrayList<>();
        check("", resource, problems);
        return problems;
    }

    private void check(String path, JsonNode value, List<String> problems) {
        String type = (path.isEmpty() ? ROOT : fields.getOrDefault(path, NONE)).type();
        if (!isOf(type, value)) {
            problems.add(path + " is not " + type);
        } else if (type.equals("object")) {
            List<JsonNode> objects = new ArrayList<>();
            (value.isArray() ? value : List.of(value)).forEach(objects::add);
            objects.forEach(object -> checkFields(path.isEmpty() ? "" : path + ".", object, problems));
        }
    }

    private void checkFields(String prefix, JsonNode object, List<String> problems) {
        object.forEachEntry((name, field) -> check(prefix + name, field, problems));
        fields.forEach((path, field) -> {
            String name = path.startsWith(prefix) ? path.substring(prefix.length()) : ".";
            if (field.required() && !name.contains(".") && !object.has(name)) {
                problems.add(path + " is required");
            }
        });
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "text" -> value.isTextual();
            case "whole" -> value.isInt();
            case "boolean" -> value.isBoolean();
            case "texts" -> value.isArray() && all(value, JsonNode::isTextual);
            case "map" -> value.isObject() && all(value, JsonNode::isValueNode);
            case "object" -> value.isObject() || (value.isArray() && all(value, JsonNode::isObject));
            case "realm" -> value.isObject();
            default -> false;
        };
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> are) {
        return values.valueStream().allMatch(are);
    }
}
