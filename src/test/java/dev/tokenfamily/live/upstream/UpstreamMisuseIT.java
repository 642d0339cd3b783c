package dev.tokenfamily.live.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are wrong get Keycloak's own error, and are refused before anything is judged. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamMisuseIT {

    private static final String NOT_SIGNED = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));

    private final TestRealm realm;
    private final App other;
    private final AtomicInteger clients = new AtomicInteger();

    UpstreamMisuseIT(KeycloakServer server) {
        realm = TestRealm.create(server, "upstream-misuse");
        other = realm.confidentialClient("other", "");
    }

    /**
     * What a client does wrong.
     *
     * @param error of the answer
     * @param step with what the client was told
     */
    record Misuse(String name, String error, BiFunction<App, Response, Response> step) {

        @Override
        public String toString() {
            return name;
        }
    }

    List<Misuse> misuses() {
        return List.of(
                with("no token", "invalid_request", (app, refresh) -> app.call("token", form())),
                with("an empty token", "invalid_grant", (app, refresh) -> app.refresh("")),
                with("garbage", "invalid_grant", (app, refresh) -> app.refresh("garbage")),
                with(
                        "a token without its end",
                        "invalid_grant",
                        (app, refresh) -> app.refresh(refresh.substring(0, refresh.length() - 4))),
                with("a token that is not signed", "invalid_grant", (app, refresh) -> app.refresh(notSigned(refresh))),
                new Misuse(
                        "the access token", "invalid_grant", (app, answer) -> app.refresh(answer.text("access_token"))),
                new Misuse("the ID token", "invalid_grant", (app, answer) -> app.refresh(answer.text("id_token"))),
                with("a wrong secret", "unauthorized_client", (app, refresh) -> with(app, "wrong")
                        .refresh(refresh)),
                with("no secret", "unauthorized_client", (app, refresh) -> new App(app.realm(), app.clientId(), null)
                        .refresh(refresh)),
                with("another client", "invalid_grant", (app, refresh) -> other.refresh(refresh)),
                with("no client", "invalid_client", (app, refresh) -> new App(app.realm(), "nobody", "secret")
                        .refresh(refresh)),
                with(
                        "an unknown scope",
                        "invalid_scope",
                        (app, refresh) -> app.refreshWith(refresh, Map.of("scope", "no-such-scope"))),
                with("the token twice", "invalid_request", UpstreamMisuseIT::twice),
                with(
                        "another grant",
                        "unsupported_grant_type",
                        (app, refresh) ->
                                app.call("token", Map.of("grant_type", "refresh", "refresh_token", refresh))));
    }

    private static Misuse with(String name, String error, BiFunction<App, String, Response> step) {
        return new Misuse(name, error, (app, answer) -> step.apply(app, answer.text("refresh_token")));
    }

    private static App with(App app, String secret) {
        return new App(app.realm(), app.clientId(), secret);
    }

    private static Map<String, String> form() {
        return Map.of("grant_type", "refresh_token");
    }

    private static String notSigned(String token) {
        return NOT_SIGNED + token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }

    private static Response twice(App app, String refresh) {
        String token = Http.encode(Map.of("refresh_token", refresh));
        return Http.send(
                "POST",
                app.endpoint("token"),
                Http.encode(app.authenticated(form())) + "&" + token + "&" + token,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void givenAMisuseThenTheErrorIsKeycloaksAndNothingIsJudged(Misuse misuse) {
        Twins twins = Twins.in(realm, "app-" + clients.incrementAndGet(), 0, client -> client.setSecret("secret"));
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers head = twins.refreshed(login);
        JsonNode row = realm.inside().state(head.tokens().familyId());

        for (TwinAnswers told : List.of(login, head)) {
            TwinAnswers refusal = twins.with(told, misuse.step());
            assertThat(refusal.governed().status()).isBetween(400, 401);
            assertThat(refusal.governed().text("error")).isEqualTo(misuse.error());
            assertThat(refusal.governed().json().has("access_token")).isFalse();
        }

        assertThat(realm.inside().state(head.tokens().familyId())).isEqualTo(row);
        assertThat(realm.events(twins.governed().clientId()))
                .filteredOn(SavedEvent::isJudged)
                .hasSize(1);
        twins.refreshed(head);
    }
}
