package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.ClientRepresentation;

/** A page may read our answers, refusals as well, where it may read Keycloak's (Fetch, CORS protocol), and only there. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsIT {

    private static final String PAGE = "https://app.example";
    private static final String OTHER_PAGE = "https://evil.example";

    /** Of an answer to a request of the page. */
    private static final Map<String, List<String>> READABLE = Map.of(
            "access-control-allow-origin", List.of(PAGE),
            "access-control-allow-credentials", List.of("true"),
            "access-control-expose-headers", List.of("Access-Control-Allow-Methods"));

    private final TestRealm realm;

    CorsIT(KeycloakServer server) {
        realm = TestRealm.create(server, "cors")
                .govern("default", Map.of())
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("one-retry", Map.of("grace-max-retries", 1))
                .govern("short", Map.of("absolute-lifetime-seconds", 60));
    }

    private static void isPage(ClientRepresentation client) {
        client.setPublicClient(true);
        client.setWebOrigins(List.of(PAGE));
    }

    private App page(String name, String profile) {
        return realm.client(name, profile, CorsIT::isPage);
    }

    private static Map<String, List<String>> cors(Response answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> !name.startsWith("access-control-"));
        return headers;
    }

    private static Response fromPage(App app, Tokens tokens) {
        return app.refresh(tokens.refresh(), "Origin", PAGE);
    }

    private static void assertReadable(Response refusal, String description) {
        assertRefused(refusal, description);
        assertThat(cors(refusal)).isEqualTo(READABLE);
    }

    @Nested
    final class GivenAPage {

        @Test
        void thenItReadsSuccessesRetriesAndKeycloaksRefusals() {
            Twins twins = Twins.in(realm, "twin", CorsIT::isPage);
            TwinAnswers login = twins.login("alice", "openid");
            TwinAnswers next = twins.with(login, (app, told) -> fromPage(app, Tokens.of(told)));
            TwinAnswers retry = twins.with(login, (app, told) -> fromPage(app, Tokens.of(told)));
            TwinAnswers refusal = twins.with(login, (app, told) -> app.refresh("garbage", "Origin", PAGE));
            assertThat(List.of(next, retry, refusal))
                    .allSatisfy(told -> assertThat(cors(told.governed())).isEqualTo(READABLE));
        }

        @Test
        void whenATokenIsReusedThenItReadsThatAndThatTheFamilyIsRevoked() {
            App app = page("reusing", "strict");
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(login);
            assertReadable(fromPage(app, login), REUSED);
            assertReadable(fromPage(app, head), REVOKED);
        }

        @Test
        void whenItsFamilyIsRevokedInFlightThenItReadsThat() {
            App app = page("in-flight", "default");
            Tokens head = app.refreshed(app.login("alice"));
            Map<String, String> form = Map.of(
                    "grant_type", "refresh_token",
                    "refresh_token", head.refresh(),
                    "test_disturbance", "FAMILY_REVOKED");
            assertReadable(app.call("token", form, "Origin", PAGE), REVOKED);
        }

        @Test
        void whenItRetriesTooOftenThenItReadsThat() {
            App app = page("retrying", "one-retry");
            Tokens login = app.login("alice");
            app.refreshed(login);
            app.refreshed(login);
            assertReadable(fromPage(app, login), NOT_ALLOWED);
        }

        @Test
        void whenItsFamilyHasExpiredOrIsNotKnownThenItReadsThat() {
            App app = page("expiring", "short");
            Tokens head = app.refreshed(app.login("alice"));
            String claim = "{\"id\": \"unheard-of\", \"gen\": 1, \"start\": 1, \"since\": 1}";
            Tokens unknown = new Tokens(head.access(), realm.inside().forge(head.refresh(), claim));
            assertReadable(fromPage(app, unknown), UNKNOWN);
            realm.pass(61);
            assertReadable(fromPage(app, head), EXPIRED);
        }
    }

    @Test
    void givenAnotherPageThenItReadsNothingAndNothingIsJudged() {
        Twins twins = Twins.in(realm, "strict-twin", 0, CorsIT::isPage);
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers head = twins.refreshed(login);
        JsonNode row = realm.inside().state(head.tokens().familyId());

        TwinAnswers refusal =
                twins.with(login, (app, told) -> app.refresh(told.text("refresh_token"), "Origin", OTHER_PAGE));

        assertThat(refusal.governed().status()).isEqualTo(403);
        assertThat(cors(refusal.governed())).isEmpty();
        assertThat(realm.inside().state(head.tokens().familyId())).isEqualTo(row);
        twins.refreshed(head);
    }

    @Test
    void givenAPreflightThenARefreshIsAllowed() {
        App app = page("preflight", "default");
        Response answer = Http.send(
                "OPTIONS", app.endpoint("token"), "", "Origin", PAGE, "Access-Control-Request-Method", "POST");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(cors(answer)).containsEntry("access-control-allow-origin", List.of(PAGE));
        assertThat(answer.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("POST");
    }
}
