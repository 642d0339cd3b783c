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

/**
 * Which refresh tokens are to end: those that match everything that is given, of which there is something.
 *
 * @param clientId the {@code client_id}
 * @param dryRun whether they are to be counted only
 */
record RevocationRequest(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        boolean dryRun) {

    /** The fields of the body. */
    static final Set<String> FIELDS = Set.of("userId", "clientId", "sessionId", "dryRun");

    private static final int LONGEST_BODY = 64 * 1024;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static RevocationRequest read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw ErrorResponse.error(
                    "The body is longer than %d bytes".formatted(LONGEST_BODY),
                    Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        JsonNode object = parse(bytes);
        object.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw invalid("Unknown field '%s'; known are %s".formatted(name, new TreeSet<>(FIELDS)));
            }
        });
        RevocationRequest request = new RevocationRequest(
                text(object, "userId"), text(object, "clientId"), text(object, "sessionId"), dryRun(object));
        if (request.userId == null && request.clientId == null && request.sessionId == null) {
            throw invalid("One of 'userId', 'clientId' and 'sessionId' must be given");
        }
        return request;
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

    private static @Nullable String text(JsonNode object, String name) {
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

    private static boolean dryRun(JsonNode object) {
        JsonNode value = object.path("dryRun");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid("The field 'dryRun' must be true or false");
        }
        return value.booleanValue();
    }

    private static ErrorResponseException invalid(String message) {
        return ErrorResponse.error(message, Response.Status.BAD_REQUEST);
    }
}
