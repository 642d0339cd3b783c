package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are no good get standard errors, change no state and burn no family. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private final TestRealm realm;
    private final TestRealm otherRealm;
    private final App app;
    private final App otherApp;
    private final App foreignApp;
    private Tokens login;
    private Tokens head;
    private JsonNode rows;

    BadInputIT(KeycloakServer server) {
        realm = TestRealm.create(server, "bad-input").govern("strict", Map.of("grace-period-seconds", 0));
        otherRealm = TestRealm.create(server, "bad-input-other").govern("strict", Map.of("grace-period-seconds", 0));
        app = realm.publicClient("app", "strict");
        otherApp = realm.confidentialClient("other-app", "strict");
        foreignApp = otherRealm.publicClient("app", "strict");
        login = app.login("alice");
        head = app.refreshed(login);
        rows = realm.inside().rows();
    }

    @BeforeEach
    void aFamilyWithASupersededToken() {
        login = app.login("alice");
        head = app.refreshed(login);
        rows = realm.inside().rows();
    }

    private void assertNothingHappened() {
        assertThat(realm.inside().rows()).isEqualTo(rows);
        assertThat(app.refreshed(head).generation()).isEqualTo(2);
    }

    @Test
    void givenNoTokenThenTheRequestIsInvalid() {
        Response answer = app.call("token", Map.of("grant_type", "refresh_token"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_request");
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "a.b.c", "{\"alg\":\"none\"}", "....", "\u0000\u0001"})
    void givenGarbageThenTheGrantIsInvalid(String garbage) {
        assertInvalidGrant(app.refresh(garbage));
        assertNothingHappened();
    }

    @Nested
    final class GivenASupersededToken {

        @Test
        void whenTruncatedThenTheGrantIsInvalidAndNothingIsBurnt() {
            assertInvalidGrant(
                    app.refresh(login.refresh().substring(0, login.refresh().length() - 10)));
            assertNothingHappened();
        }

        @Test
        void whenItsSignatureIsWrongThenNothingIsBurnt() {
            String signature = head.refresh().substring(head.refresh().lastIndexOf('.'));
            String mixed = login.refresh().substring(0, login.refresh().lastIndexOf('.')) + signature;
            assertInvalidGrant(app.refresh(mixed));
            assertNothingHappened();
        }

        @Test
        void whenAnotherClientHasItThenItCannotBurnTheFamily() {
            assertInvalidGrant(otherApp.refresh(login.refresh()));
            assertNothingHappened();
        }

        @Test
        void whenAnotherRealmHasItThenItCannotBurnTheFamily() {
            assertInvalidGrant(foreignApp.refresh(login.refresh()));
            assertNothingHappened();
        }

        @Test
        void whenItsSessionIsDeadThenKeycloakRefusesItWithoutAlarm() {
            Tokens gone = app.login("bob");
            app.refreshed(gone);
            AdminApi.expectSuccess(
                    realm.admin().post("/" + realm.name() + "/users/" + realm.userId("bob") + "/logout", ""));
            Response answer = app.refresh(gone.refresh());
            assertInvalidGrant(answer);
            assertThat(answer.text("error_description")).isEqualTo("Session not active");
            assertThat(realm.lastEvent("app").isJudged()).isFalse();
            assertThat(realm.inside().revocation(gone.familyId())).isEqualTo("SESSION_ENDED");
        }

        @Test
        void whenOlderThanTheNotBeforeThenKeycloakRefusesItWithoutAlarm() {
            Tokens offline = app.login("bob", "openid offline_access");
            app.refreshed(offline);
            realm.pass(2);
            AdminApi.expectSuccess(
                    realm.admin().post("/" + realm.name() + "/users/" + realm.userId("bob") + "/logout", ""));
            Response answer = app.refresh(offline.refresh());
            assertInvalidGrant(answer);
            assertThat(answer.text("error_description")).isEqualTo("Stale token");
            assertThat(realm.inside().revocation(offline.familyId())).isEqualTo("SESSION_ENDED");
        }

        @Test
        void whenItHasExpiredThenNothingIsBurnt() {
            TestRealm shortLived = TestRealm.create(
                            realm.server(), "bad-input-expired", r -> r.setSsoSessionIdleTimeout(600))
                    .govern("strict", Map.of("grace-period-seconds", 0));
            App shortApp = shortLived.publicClient("app", "strict");
            Tokens first = shortApp.login("alice");
            shortLived.pass(500);
            Tokens second = shortApp.refreshed(first);
            shortLived.pass(200);
            Response answer = shortApp.refresh(first.refresh());
            assertInvalidGrant(answer);
            assertThat(answer.text("error_description")).isEqualTo("Token is not active");
            assertThat(shortLived.inside().revocation(first.familyId())).isEmpty();
            assertThat(shortApp.refreshed(second).generation()).isEqualTo(2);
        }
    }

    @Test
    void givenAnAccessTokenThenTheGrantIsInvalid() {
        assertInvalidGrant(app.refresh(login.access()));
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "{}",
                "[]",
                "{\"id\": 7, \"gen\": 0, \"start\": 1, \"since\": 1}",
                "{\"id\": \"x\", \"gen\": -1, \"start\": 1, \"since\": 1}",
                "{\"id\": \"x\", \"gen\": \"0\", \"start\": 1, \"since\": 1}",
                "{\"id\": \"x\", \"gen\": 99999999999, \"start\": 1, \"since\": 1}",
                "{\"id\": \"\", \"gen\": 0, \"start\": 1, \"since\": 1}"
            })
    void givenAMalformedClaimThenTheTokenIsRefusedAndLogged(String claim) {
        Response answer = app.refresh(realm.inside().forge(head.refresh(), claim));
        assertRefused(answer, "Token family is malformed");
        assertThat(realm.server().logged()).contains("of realm bad-input has a malformed family claim");
        assertNothingHappened();
    }

    @Test
    void givenAClaimOfAnotherUsersFamilyThenThatFamilyIsLeftAlone() {
        Tokens bobs = app.refreshed(app.login("bob"));
        rows = realm.inside().rows();
        String claim = "{\"id\": \"%s\", \"gen\": 0, \"start\": 1, \"since\": 1}".formatted(bobs.familyId());
        assertRefused(app.refresh(realm.inside().forge(head.refresh(), claim)), UNKNOWN);
        assertNothingHappened();
        assertThat(app.refreshed(bobs).generation()).isEqualTo(2);
    }

    private static void assertInvalidGrant(Response answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
    }
}
