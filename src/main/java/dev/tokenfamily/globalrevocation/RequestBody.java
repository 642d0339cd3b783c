package dev.tokenfamily.globalrevocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.request.JsonBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The body of a request: {@code {"sub_id": {"format": …}}}, and nothing besides. */
final class RequestBody {

    /** Three texts take much less, whatever they are written in. */
    private static final int LONGEST = 8 * 1024;

    private static final String SUBJECT = "sub_id";

    private static final JsonBody<RequestRefused> JSON = new JsonBody<>(
            LONGEST,
            longest -> RequestRefused.tooLong("The body is longer than %d bytes".formatted(longest)),
            RequestRefused::invalid);

    private RequestBody() {}

    /** Reads whom a request is about. */
    static SubjectIdentifier read(InputStream body) throws IOException, RequestRefused {
        JsonNode object = JSON.read(body);
        if (!object.isObject() || object.size() != 1 || !object.has(SUBJECT)) {
            throw RequestRefused.invalid("The body must be a JSON object with the field 'sub_id' and no other");
        }
        JsonNode subject = object.path(SUBJECT);
        if (!subject.isObject()) {
            throw RequestRefused.invalid("The field 'sub_id' must be a JSON object");
        }
        try {
            return SubjectIdentifier.of(texts(subject));
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(Objects.requireNonNullElse(e.getMessage(), "'sub_id' is not understood"));
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.forEachEntry((name, value) -> {
            if (!value.isTextual()) {
                throw new IllegalArgumentException("The members of 'sub_id' must be texts");
            }
            texts.put(name, value.textValue());
        });
        return texts;
    }
}
