package dev.tokenfamily.load.lived;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokenfamily.harness.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is sent to the token endpoint, at any node, again and again; of any thread. */
final class Requests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OCTET = 256;

    private Requests() {}

    /**
     * One of them.
     *
     * @param request to be sent
     * @param asExpected takes the answer, or null where none came
     */
    record One(HttpRequest request, Predicate<@Nullable HttpResponse<String>> asExpected) {}

    /** Of honest clients: each presents what it got last, and nobody's has two under way. */
    static Supplier<One> refreshes(ManySessions sessions, Draw draw, List<URI> nodes) {
        return () -> {
            while (true) {
                int session = draw.next().getAsInt();
                @Nullable String token = sessions.take(session);
                if (token != null) {
                    return new One(request(nodes, token, "192.0.2.1"), answer -> {
                        boolean refreshed = answer != null && answer.statusCode() == 200;
                        sessions.putBack(session, refreshed ? refreshToken(answer.body()) : token);
                        return refreshed;
                    });
                }
            }
        };
    }

    /** Of thieves, each from an address of his own: superseded tokens of the sessions that the draw names. */
    static Supplier<One> replays(ManySessions sessions, IntSupplier draw, List<URI> nodes) {
        return () -> new One(
                request(nodes, sessions.superseded(draw.getAsInt()), anyAddress()),
                answer -> answer != null && answer.statusCode() == 400);
    }

    private static HttpRequest request(List<URI> nodes, String token, String address) {
        URI node = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", token, "client_id", "app");
        return HttpRequest.newBuilder(URI.create(node + "/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(Http.encode(form)))
                .build();
    }

    private static String anyAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10." + random.nextInt(OCTET) + "." + random.nextInt(OCTET) + "." + random.nextInt(OCTET);
    }

    private static String refreshToken(String answer) {
        try {
            return JSON.readTree(answer).path("refresh_token").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON", e);
        }
    }
}
