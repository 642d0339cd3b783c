package dev.tokenfamily.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** The body of a request, a JSON object. What is wrong with it is answered with 400, and the name of the field. */
final class RequestBody {

    private static final int LONGEST = 64 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final JsonNode object;

    private RequestBody(JsonNode object) {
        this.object = object;
    }

    /** Reads a body; 400 for anything else than an object of these fields, 413 for more than 64 KiB. */
    static RequestBody read(InputStream body, Set<String> fields) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw ErrorResponse.error(
                    "The body is longer than %d bytes".formatted(LONGEST), Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        JsonNode object = parse(bytes);
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw invalid("Unknown field '%s'; known are %s".formatted(name, new TreeSet<>(fields)));
            }
        });
        return new RequestBody(object);
    }

    private static JsonNode parse(byte[] body) throws IOException {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("The body is not valid JSON");
        }
        if (!parsed.isObject()) {
            throw invalid("The body must be a JSON object");
        }
        return parsed;
    }

    /** The text of a field; null where it is missing. */
    @Nullable
    String text(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw invalid("The field '%s' must be a text that is not empty".formatted(name));
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw invalid("The field '%s' has a control character".formatted(name));
        }
        return value.textValue();
    }

    /** Whether a field is true; not where it is missing. */
    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid("The field '%s' must be true or false".formatted(name));
        }
        return value.booleanValue();
    }

    /** Whether there is a field of that name. */
    boolean has(String name) {
        return object.has(name);
    }

    /** The answer to a body that is wrong: 400, with that message. */
    static ErrorResponseException invalid(String message) {
        return ErrorResponse.error(message, Response.Status.BAD_REQUEST);
    }
}
