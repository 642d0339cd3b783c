package dev.tokenfamily.globalrevocation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private RequestBody() {}

    /** Reads whom a request is about. */
    static SubjectIdentifier read(InputStream body) throws IOException, RequestRefused {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw RequestRefused.tooLong("The body is longer than %d bytes".formatted(LONGEST));
        }
        JsonNode subject = parse(bytes).path(SUBJECT);
        if (!subject.isObject()) {
            throw RequestRefused.invalid("The field 'sub_id' must be a JSON object");
        }
        try {
            return SubjectIdentifier.of(texts(subject));
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(Objects.requireNonNullElse(e.getMessage(), "'sub_id' is not understood"));
        }
    }

    private static JsonNode parse(byte[] body) throws RequestRefused {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(body);
        } catch (IOException e) { // no JSON, or of an encoding that it is not; the bytes have been read
            throw RequestRefused.invalid("The body is not valid JSON");
        }
        if (!parsed.isObject() || parsed.size() != 1 || !parsed.has(SUBJECT)) {
            throw RequestRefused.invalid("The body must be a JSON object with the field 'sub_id' and no other");
        }
        return parsed;
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
