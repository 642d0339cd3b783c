package dev.tokenfamily.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Reads bodies of requests: strict JSON of a bounded length. A field that is there twice, or anything behind the value, is refused,
 * since two readers could understand such a body in two ways.
 *
 * @param <X> what refuses a request because of its body
 */
public final class JsonBody<X extends Exception> {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final int longest;
    private final IntFunction<X> tooLong;
    private final Function<String, X> invalid;

    /**
     * For bodies of one kind.
     *
     * @param longest how many bytes a body may have, from 1
     * @param tooLong refuses one that has more, of which no more is read; it is given {@code longest}
     * @param invalid refuses one that cannot be understood; it is given an English sentence
     */
    public JsonBody(int longest, IntFunction<X> tooLong, Function<String, X> invalid) {
        this.longest = longest;
        this.tooLong = tooLong;
        this.invalid = invalid;
    }

    /**
     * Reads a body.
     *
     * @return any value of JSON; one that is missing where the body is empty
     * @throws IOException where the connection fails
     * @throws X where it is too long, or no strict JSON
     */
    public JsonNode read(InputStream body) throws IOException, X {
        byte[] bytes = body.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw tooLong.apply(longest);
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) { // no JSON, or of an encoding that it is not; the bytes have been read
            throw invalid.apply("The body is not valid JSON");
        }
    }
}
