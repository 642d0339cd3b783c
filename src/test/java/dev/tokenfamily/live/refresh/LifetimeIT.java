package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lifetimes of a family. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifetimeIT {

    /** What a busy machine may take between two requests, in seconds: less than the clock is moved by. */
    private static final int SLACK = 60;

    private final TestRealm realm;

    LifetimeIT(KeycloakServer server) {
        realm = TestRealm.create(server, "lifetimes")
                .govern("absolute", Map.of("absolute-lifetime-seconds", 3600))
                .govern("inactivity", Map.of("inactivity-lifetime-seconds", 600))
                .govern("changing", Map.of("absolute-lifetime-seconds", 600))
                .govern("absolute-grace", Map.of("absolute-lifetime-seconds", 600, "grace-period-seconds", 3_600))
                .govern("inactivity-grace", Map.of("inactivity-lifetime-seconds", 400, "grace-period-seconds", 3_600))
                .govern(
                        "absolute-observed",
                        Map.of("absolute-lifetime-seconds", 600, "enforcement", "observe", "grace-period-seconds", 0))
                .govern(
                        "inactivity-observed",
                        Map.of(
                                "inactivity-lifetime-seconds",
                                400,
                                "enforcement",
                                "observe",
                                "grace-period-seconds",
                                0));
    }

    @Test
    void givenAnAbsoluteLifetimeWhenItIsOverThenEvenABusyFamilyEnds() {
        App app = realm.confidentialClient("absolute", "absolute");
        Tokens tokens = app.login("alice");
        for (int use = 0; use < 3; use++) {
            realm.pass(1000);
            tokens = app.refreshed(tokens);
        }
        assertThat(app.refreshActive(tokens.refresh())).isTrue();
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        assertRefusal(realm.lastEvent("absolute"), "expired", tokens.familyId(), 3);
        assertThat(app.refreshActive(tokens.refresh())).isFalse();
        assertThat(realm.inside().revocation(tokens.familyId())).isEmpty();
    }

    @Test
    void givenAnInactivityLifetimeWhenUsedInTimeThenItStartsAnew() {
        App app = realm.publicClient("inactivity", "inactivity");
        Tokens tokens = app.login("alice");
        for (int use = 0; use < 3; use++) {
            realm.pass(500);
            tokens = app.refreshed(tokens);
        }
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        assertRefusal(realm.lastEvent("inactivity"), "expired", tokens.familyId(), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute-grace", "inactivity-grace", "absolute-observed", "inactivity-observed"})
    void givenAnExpiredFamilyThenNoGenerationIsAnswered(String profile) {
        App app = realm.publicClient("every-" + profile, profile);
        Tokens first = app.login("alice");
        Tokens second = app.refreshed(first);
        Tokens third = app.refreshed(second);
        realm.pass(601);
        for (int time = 0; time < 2; time++) {
            for (Tokens tokens : List.of(third, second, first)) {
                assertRefused(app.refresh(tokens.refresh()), EXPIRED);
            }
        }
        assertThat(realm.inside().revocation(first.familyId())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "absolute-grace, 600, openid", "absolute-grace, 600, openid offline_access",
        "inactivity-grace, 400, openid", "inactivity-grace, 400, openid offline_access"
    })
    void thenTheAnswerTellsWhatTheFamilyHasLeft(String profile, int lifetime, String scope) {
        App app = realm.publicClient("tells-" + profile + scope.length(), profile);
        Response login = app.call(
                "token", Map.of("grant_type", "password", "username", "alice", "password", "alice", "scope", scope));
        assertThat(left(login)).isBetween((long) lifetime - SLACK, (long) lifetime);
        realm.pass(100);
        long expected = profile.startsWith("absolute") ? lifetime - 100 : lifetime;
        Response rotated = app.refresh(login.text("refresh_token"));
        Response retried = app.refresh(login.text("refresh_token"));
        for (Response answer : List.of(rotated, retried)) {
            assertThat(left(answer)).isBetween(expected - SLACK, expected);
        }
        assertThat(Tokens.of(rotated).refresh()).isEqualTo(Tokens.of(retried).refresh());
    }

    private static long left(Response answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("refresh_expires_in").asLong();
    }

    @Test
    void givenAnExpiredFamilyWhenItsLifetimeIsRaisedThenItLivesAgain() {
        App app = realm.publicClient("changing", "changing");
        Tokens tokens = app.refreshed(app.login("alice"));
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        realm.govern("changing", Map.of("absolute-lifetime-seconds", 3600));
        assertThat(app.refreshed(tokens).generation()).isEqualTo(2);
    }
}
