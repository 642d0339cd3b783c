package dev.tokenfamily.live.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.events.Details;
import org.keycloak.representations.idm.ClientRepresentation;

/** The tokens of governed clients say what Keycloak's own say, after rotations and on a retry too. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamClaimsIT {

    private static final String NONCE = "n-0S6_WzA2Mj";

    private final TestRealm realm;
    private final AtomicInteger clients = new AtomicInteger();

    UpstreamClaimsIT(KeycloakServer server) {
        realm = TestRealm.create(server, "upstream-claims", r -> r.setOrganizationsEnabled(true));
    }

    static List<ClientKind> kinds() {
        return ClientKind.all();
    }

    private Twins twins(Consumer<ClientRepresentation> settings) {
        return Twins.in(realm, "app-" + clients.incrementAndGet(), settings);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void givenAClientThenAnswersAndEventsAreThoseOfAnUngovernedOne(ClientKind kind) {
        Twins twins = twins(kind.client());
        TwinAnswers login = twins.login("alice", Map.of("scope", kind.scope(), "nonce", NONCE, "max_age", "3600"));
        realm.pass(200); // so that a time of now is not one of the login
        TwinAnswers first = twins.refreshed(login);
        TwinAnswers second = twins.refreshed(first);
        TwinAnswers third = twins.refreshed(second);
        TwinAnswers retry = twins.retried(second, third);
        for (TwinAnswers told : List.of(first, second, third, retry)) {
            assertOfTheSameLogin(told, login);
            assertThat(told.governed().json().has("id_token"))
                    .isEqualTo(kind.scope().contains("openid"));
        }
    }

    /** The likeness does not look into what is random, nor would it see a time that stands still in both. */
    private static void assertOfTheSameLogin(TwinAnswers told, TwinAnswers login) {
        JsonNode access = told.claims("access_token");
        JsonNode refresh = told.claims("refresh_token");
        assertThat(access.path("sid")).isEqualTo(login.claims("access_token").path("sid"));
        assertThat(refresh.path("sid")).isEqualTo(login.claims("refresh_token").path("sid"));
        assertThat(told.governed().text("session_state"))
                .isEqualTo(refresh.path("sid").asText());
        assertThat(access.path("auth_time"))
                .isEqualTo(login.claims("access_token").path("auth_time"));
        assertThat(told.number("expires_in")).isBetween(290L, 300L);
        if (told.governed().json().has("id_token")) {
            JsonNode id = told.claims("id_token");
            assertThat(id.path("at_hash").asText()).isEqualTo(hash(told, id));
            assertThat(id.path("sid")).isEqualTo(refresh.path("sid"));
            assertThat(id.path("auth_time")).isEqualTo(login.claims("id_token").path("auth_time"));
            // Keycloak stamps one after the other, and a second may begin between them
            assertThat(id.path("iat").asLong() - access.path("iat").asLong()).isBetween(0L, 1L);
        }
    }

    /** The left half (OpenID Connect Core §3.1.3.6). */
    private static String hash(TwinAnswers told, JsonNode idToken) {
        String algorithm = idToken.path("at_hash").asText().length() > 30 ? "SHA-512" : "SHA-256";
        try {
            byte[] hash = MessageDigest.getInstance(algorithm)
                    .digest(told.governed().text("access_token").getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenANonceThenOnlyTheClientThatWantsItGetsItAgain() {
        Twins twins = twins(client -> client.setPublicClient(true));
        TwinAnswers login = twins.login("alice", Map.of("scope", "openid", "nonce", NONCE));
        assertThat(login.claims("id_token").path("nonce").asText()).isEqualTo(NONCE);
        assertThat(twins.refreshed(login).claims("id_token").has("nonce")).isFalse();

        Twins asEver = twins(ClientKind::keepsNonce);
        TwinAnswers before = asEver.login("alice", Map.of("scope", "openid", "nonce", NONCE));
        TwinAnswers head = asEver.refreshed(asEver.refreshed(before));
        assertThat(head.claims("id_token").path("nonce").asText()).isEqualTo(NONCE);
        assertThat(head.claims("refresh_token").path("nonce").asText()).isEqualTo(NONCE);
    }

    @Test
    void givenAnEventThenItsIdsAreThoseOfTheTokens() {
        Twins twins = twins(client -> client.setPublicClient(true));
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers head = twins.refreshed(login);
        assertIds(login, head);
        assertIds(login, twins.retried(login, head));
        TwinAnswers next = twins.refreshed(head);
        assertIds(head, next);
        realm.pass(24 * 3600 + 1);
        twins.governed().refresh(login.tokens().refresh());
        SavedEvent refusal = realm.lastEvent(twins.governed().clientId());
        assertThat(refusal.error()).isEqualTo("invalid_token");
        assertThat(refusal.detail(Details.REFRESH_TOKEN_ID))
                .isEqualTo(login.claims("refresh_token").path("jti").asText());
        assertThat(refusal.details()).doesNotContainKeys(Details.UPDATED_REFRESH_TOKEN_ID, Details.TOKEN_ID);
        assertThat(refusal.sessionId())
                .isEqualTo(login.claims("refresh_token").path("sid").asText());
    }

    private void assertIds(TwinAnswers presented, TwinAnswers answer) {
        String client = Tokens.claims(answer.tokens().access()).path("azp").asText();
        SavedEvent event = realm.lastEvent(client);
        assertThat(event.detail(Details.TOKEN_ID))
                .isEqualTo(answer.claims("access_token").path("jti").asText());
        assertThat(event.detail(Details.REFRESH_TOKEN_ID))
                .isEqualTo(presented.claims("refresh_token").path("jti").asText());
        assertThat(event.detail(Details.UPDATED_REFRESH_TOKEN_ID))
                .isEqualTo(answer.claims("refresh_token").path("jti").asText());
        assertThat(event.sessionId())
                .isEqualTo(answer.claims("refresh_token").path("sid").asText());
    }

    @Test
    void givenANotBeforeInThePastThenEachAnswerTellsIt() {
        Twins twins = twins(client -> {
            client.setPublicClient(true);
            client.setNotBefore(1_000_000_000);
        });
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers head = twins.refreshed(login);
        assertThat(twins.retried(login, head).number("not-before-policy")).isEqualTo(1_000_000_000);
    }

    @Test
    void givenNoRefreshTokensForAWhileThenTheHeadRotatesAfterwards() {
        Twins twins = twins(client -> client.setPublicClient(true));
        TwinAnswers head = twins.refreshed(twins.login("alice", "openid"));
        useRefreshTokens(twins, false);
        assertThat(twins.refresh(head).governed().json().has("refresh_token")).isFalse();
        TwinAnswers none = twins.refresh(head);
        assertThat(none.governed().status()).isEqualTo(200);
        assertThat(none.governed().json().has("refresh_token")).isFalse();
        useRefreshTokens(twins, true);
        twins.refreshed(twins.refreshed(head));
    }

    private void useRefreshTokens(Twins twins, boolean use) {
        twins.forEach(app -> AdminApi.expectSuccess(realm.admin()
                .put(
                        "/" + realm.name() + "/clients/" + realm.clientUuid(app.clientId()),
                        Map.of("attributes", Map.of("use.refresh.tokens", Boolean.toString(use))))));
    }
}
