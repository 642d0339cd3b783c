package dev.tokenfamily.live.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.promises.Attempt;
import dev.tokenfamily.promises.Attempt.Granted;
import dev.tokenfamily.promises.Attempt.Outcome;
import dev.tokenfamily.promises.Attempt.Refused;
import dev.tokenfamily.promises.Attempt.Unanswered;
import dev.tokenfamily.promises.Recorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.keycloak.util.JsonSerialization;

/** Refreshes at any node, at whatever state it is in, and has everything recorded. */
final class RefreshingClient {

    private final HttpClient http;
    private final List<App> nodes;
    private final Recorder recorder;
    private final Duration patience;

    /** Of an application that is reached through several nodes, and waits for so long for an answer. */
    RefreshingClient(List<App> nodes, Recorder recorder, Duration patience) {
        this.nodes = nodes;
        this.recorder = recorder;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /** The tokens, if there were any. */
    Optional<Tokens> refresh(int node, Tokens tokens) {
        return pending(node, tokens).await(patience.toMillis());
    }

    /** Sends the request, and hangs up a little later, whether the answer has come or not. */
    void refreshAndHangUp(int node, Tokens tokens, long afterMillis) {
        pending(node, tokens).await(afterMillis);
    }

    /** The same token, to all nodes at the same time. */
    List<Optional<Tokens>> refreshEverywhere(Tokens tokens) {
        List<Pending> pending = IntStream.range(0, nodes.size())
                .mapToObj(node -> pending(node, tokens))
                .toList();
        return pending.stream().map(p -> p.await(patience.toMillis())).toList();
    }

    private Pending pending(int node, Tokens tokens) {
        App app = nodes.get(node);
        URI endpoint = app.endpoint("token");
        Map<String, String> form = Map.of(
                "grant_type", "refresh_token",
                "refresh_token", tokens.refresh(),
                "client_id", app.clientId());
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(patience)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encode(form)))
                .build();
        long start = System.nanoTime();
        return new Pending(tokens, start, http.sendAsync(request, BodyHandlers.ofString()));
    }

    /** A request under way. */
    private final class Pending {

        private final Tokens presented;
        private final long start;
        private final CompletableFuture<HttpResponse<String>> answer;

        Pending(Tokens presented, long start, CompletableFuture<HttpResponse<String>> answer) {
            this.presented = presented;
            this.start = start;
            this.answer = answer;
        }

        Optional<Tokens> await(long millis) {
            Optional<HttpResponse<String>> response = response(millis);
            Optional<Tokens> tokens =
                    response.filter(r -> r.statusCode() == 200).map(RefreshingClient::tokens);
            Outcome outcome = tokens.map(RefreshingClient::granted)
                    .or(() -> response.filter(r -> r.statusCode() == 400).map(RefreshingClient::refused))
                    .orElseGet(Unanswered::new);
            recorder.attempted(
                    new Attempt(presented.familyId(), presented.generation(), start, System.nanoTime(), outcome));
            return tokens;
        }

        private Optional<HttpResponse<String>> response(long millis) {
            try {
                return Optional.of(answer.get(millis, TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException | CancellationException unanswered) {
                answer.cancel(true);
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static Tokens tokens(HttpResponse<String> response) {
        JsonNode json = json(response);
        return new Tokens(
                json.path("access_token").asText(), json.path("refresh_token").asText());
    }

    private static Outcome granted(Tokens tokens) {
        return new Granted(tokens.refreshClaims().path("jti").asText(), tokens.generation());
    }

    private static Outcome refused(HttpResponse<String> response) {
        return new Refused(json(response).path("error_description").asText());
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JsonSerialization.mapper.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }
}
