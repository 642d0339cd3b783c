package dev.tokenfamily.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.request.JsonBody;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** The body of a request: one object of JSON. What is wrong with it is answered with 400, and the name of the field. */
final class RequestBody {

    private static final int LONGEST = 64 * 1024;

    private static final JsonBody<ErrorResponseException> JSON = new JsonBody<>(
            LONGEST,
            longest -> ErrorResponse.error(
                    "The body is longer than %d bytes".formatted(longest), Response.Status.REQUEST_ENTITY_TOO_LARGE),
            RequestBody::invalid);

    private final JsonNode object;

    private RequestBody(JsonNode object) {
        this.object = object;
    }

    /** Reads a body; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static RequestBody read(InputStream body, Set<String> fields) throws IOException {
        JsonNode object = JSON.read(body);
        if (!object.isObject()) {
            throw invalid("The body must be a JSON object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw invalid("Unknown field '%s'; known are %s".formatted(name, new TreeSet<>(fields)));
            }
        });
        return new RequestBody(object);
    }

    /** The value of a field that is a text; null where it is not given. */
    @Nullable
    String text(String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() ? null : text(name, value);
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw invalid("The field '%s' must be a text that is not empty".formatted(name));
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw invalid("The field '%s' has a control character".formatted(name));
        }
        return value.textValue();
    }

    /** The value of a field that is true or false; false where it is not given. */
    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid("The field '%s' must be true or false".formatted(name));
        }
        return value.booleanValue();
    }

    /** The value of a field that is a whole number, 0 or more; null where it is not given. */
    @Nullable
    Integer count(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw invalid("The field '%s' must be a whole number from 0 to %d".formatted(name, Integer.MAX_VALUE));
        }
        return value.intValue();
    }

    /** The value of a field, whatever it is. */
    JsonNode json(String name) {
        return object.path(name);
    }

    /** Whether a field of that name is given. */
    boolean has(String name) {
        return object.has(name);
    }

    /** The values of a field that is a list of texts, each once, in their order; none where it is not given. */
    Set<String> texts(String name) {
        JsonNode list = object.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw invalid("The field '%s' must be a list of texts".formatted(name));
        }
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(value -> texts.add(text(name, value)));
        return texts;
    }

    /**
     * The members of a field that is an object of texts, numbers, true and false, all as texts, and of lists of texts; null
     * where it is not given.
     */
    @Nullable
    Map<String, Object> values(String name) {
        JsonNode members = object.path(name);
        if (members.isMissingNode()) {
            return null;
        }
        if (!members.isObject()) {
            throw invalid("The field '%s' must be an object".formatted(name));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        members.forEachEntry((key, value) -> {
            if (!isPlain(value) && !(value.isArray() && value.valueStream().allMatch(JsonNode::isTextual))) {
                throw invalid("The value of '%s' in '%s' must be a text, a number, true or false, or a list of texts"
                        .formatted(key, name));
            }
            values.put(
                    key,
                    value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : value.asText());
        });
        return values;
    }

    private static boolean isPlain(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isBoolean();
    }

    /** What refuses a request because of its body: 400, with that message. */
    static ErrorResponseException invalid(String message) {
        return ErrorResponse.error(message, Response.Status.BAD_REQUEST);
    }
}
