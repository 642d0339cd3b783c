package dev.tokenfamily.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.util.JsonSerialization;

/** Plain HTTP, as any client would speak it. */
public final class Http {

    /** HTTP/1.1, since the JDK's client squeezes all requests to one server through one connection otherwise. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .build();

    private Http() {}

    /**
     * Only so that a test ends if there never is an answer. Where two forks and their servers share two busy processors, an admin call
     * that takes less than a second alone has taken more than one minute.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** An answer of this page. */
    public record Response(URI page, int status, String text, java.net.http.HttpHeaders headers) {

        public JsonNode json() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : JsonSerialization.mapper.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException("Not JSON: " + status + " " + text, e);
            }
        }

        public String text(String field) {
            return json().path(field).asText();
        }

        /** Where it redirects to. */
        public Optional<URI> location() {
            return headers.firstValue("Location").map(page::resolve);
        }
    }

    public static Response get(URI uri, String... headers) {
        return send(request(uri, headers).GET());
    }

    public static Response postForm(URI uri, Map<String, String> form, String... headers) {
        return send(request(uri, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form))));
    }

    public static Response json(String method, URI uri, String body, String... headers) {
        return send(request(uri, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    public static Response send(String method, URI uri, String body, String... headers) {
        return send(request(uri, headers).method(method, BodyPublishers.ofString(body)));
    }

    public static boolean answers(URI uri) {
        try {
            return CLIENT.send(request(uri).GET().build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private static Response send(HttpRequest.Builder builder) {
        try {
            var response = CLIENT.send(builder.build(), BodyHandlers.ofString());
            return new Response(response.uri(), response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
