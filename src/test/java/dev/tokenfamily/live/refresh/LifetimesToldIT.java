package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** What clients are told of how long their refresh tokens last, and that it is so. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class LifetimesToldIT {

    private static final String TIMEOUT = "refresh_token_timeout";
    private static final String AUTHORIZATION = "authorization_expires_in";
    private static final int HOUR = 3600;

    private final KeycloakServer server;

    LifetimesToldIT(KeycloakServer server) {
        this.server = server;
    }

    private TestRealm realm(Consumer<RealmRepresentation> settings) {
        TestRealm realm = TestRealm.create(server, "told-" + UUID.randomUUID(), representation -> {
            representation.setSsoSessionIdleTimeout(10 * HOUR);
            representation.setSsoSessionMaxLifespan(20 * HOUR);
            representation.setOfflineSessionIdleTimeout(50 * HOUR);
            settings.accept(representation);
        });
        return realm.govern("plain", Map.of("grace-period-seconds", 60))
                .govern("absolute", Map.of("grace-period-seconds", 60, "absolute-lifetime-seconds", 5000))
                .govern("inactivity", Map.of("grace-period-seconds", 60, "inactivity-lifetime-seconds", 700))
                .govern(
                        "both",
                        Map.of(
                                "grace-period-seconds", 60,
                                "absolute-lifetime-seconds", 1000,
                                "inactivity-lifetime-seconds", 700));
    }

    private TestRealm telling(Consumer<RealmRepresentation> settings) {
        TestRealm realm = realm(settings);
        setUp(realm);
        return realm;
    }

    private static JsonNode setUp(TestRealm realm) {
        return expectSuccess(
                        realm.admin().post("/" + realm.name() + "/token-families/setup", Map.of("lifetimes", true)))
                .json()
                .path("changes");
    }

    private static Response login(App app, String scope) {
        Response login = app.call(
                "token", Map.of("grant_type", "password", "username", "alice", "password", "alice", "scope", scope));
        assertThat(login.status()).as(login.text()).isEqualTo(200);
        return login;
    }

    private static Response refresh(App app, Response last) {
        Response answer = app.refresh(last.text("refresh_token"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** That so many seconds are told, or a few less, for the clock goes on; never more. */
    private static int told(Response answer, String name, int seconds) {
        assertThat(answer.json().path(name).isIntegralNumber())
                .as(answer.text())
                .isTrue();
        int told = answer.json().path(name).asInt();
        assertThat(told).as(name).isBetween(seconds - 30, seconds);
        return told;
    }

    /** Keycloak's limits of the session, and those of the policy: the timeout, and the end of the login. */
    @ParameterizedTest
    @CsvSource({
        "plain, openid, 36000, 72000",
        "absolute, openid, 5000, 5000",
        "inactivity, openid, 700, 72000",
        "both, openid, 700, 1000",
        "plain, openid offline_access, 180000, 0",
        "absolute, openid offline_access, 5000, 5000",
        "inactivity, openid offline_access, 700, 0",
    })
    void thenTheLoginAndEachRefreshTellTheSmallerOfWhatLimits(
            String profile, String scope, int timeout, int authorization) {
        TestRealm realm = telling(settings -> {});
        App app = realm.publicClient("app", profile);
        Response login = login(app, scope);
        Response refreshed = refresh(app, login);
        Response retried = refresh(app, login);
        for (Response answer : List.of(login, refreshed, retried)) {
            told(answer, TIMEOUT, timeout);
            if (authorization == 0) {
                assertThat(answer.json().has(AUTHORIZATION)).as(answer.text()).isFalse();
            } else {
                told(answer, AUTHORIZATION, authorization);
                assertThat(answer.json().path(TIMEOUT).asInt())
                        .isLessThanOrEqualTo(answer.json().path(AUTHORIZATION).asInt());
            }
            long native_ = answer.json().path("refresh_expires_in").asLong();
            assertThat(native_ == 0 || native_ >= answer.json().path(TIMEOUT).asLong())
                    .isTrue();
        }
    }

    @Test
    void givenTheTokenIsHeldForAlmostAsLongAsToldThenItIsGoodAndForAsLongItIsNot() {
        TestRealm realm = telling(settings -> {});
        App app = realm.publicClient("app", "both");
        Response first = login(app, "openid");
        realm.pass(told(first, TIMEOUT, 700) - 120);
        Response second = refresh(app, first);
        int left = told(second, TIMEOUT, 420);
        assertThat(second.json().path(AUTHORIZATION).asInt()).isEqualTo(left);
        realm.pass(left - 120);
        Response third = refresh(app, second);
        realm.pass(told(third, AUTHORIZATION, 120) + 1);
        assertRefused(app.refresh(third.text("refresh_token")), EXPIRED);

        Response idle = login(app, "openid offline_access");
        realm.pass(told(idle, TIMEOUT, 700) + 1);
        assertRefused(app.refresh(idle.text("refresh_token")), EXPIRED);
    }

    @Test
    void givenTheSessionsOwnLimitsThenWhatIsToldOfThemIsSo() {
        TestRealm realm = telling(settings -> settings.setSsoSessionMaxLifespan(900));
        App app = realm.publicClient("app", "plain");
        Response login = login(app, "openid");
        told(login, TIMEOUT, 900);
        realm.pass(told(login, AUTHORIZATION, 900) - 120);
        Response refreshed = refresh(app, login);
        realm.pass(told(refreshed, AUTHORIZATION, 120) + 1);
        assertThat(app.refreshOnce(refreshed.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void givenOfflineTokensThatEndByTheirAgeThenThatIsTold() {
        TestRealm realm = telling(settings -> {
            settings.setOfflineSessionMaxLifespanEnabled(true);
            settings.setOfflineSessionMaxLifespan(800);
        });
        App app = realm.publicClient("app", "plain");
        Response login = login(app, "openid offline_access");
        told(login, TIMEOUT, 800);
        realm.pass(told(login, AUTHORIZATION, 800) - 120);
        Response refreshed = refresh(app, login);
        realm.pass(told(refreshed, AUTHORIZATION, 120) + 1);
        assertThat(app.refreshOnce(refreshed.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void givenAClientWithoutAPolicyOrARealmThatTellsNobodyThenNothingIsNew() {
        TestRealm telling = telling(settings -> {});
        App ungoverned = telling.publicClient("app", "");
        TestRealm silent = realm(settings -> {});
        App governed = silent.publicClient("app", "both");
        for (App app : List.of(ungoverned, governed)) {
            Response login = login(app, "openid");
            for (Response answer : List.of(login, refresh(app, login))) {
                assertThat(answer.json().has(TIMEOUT)).isFalse();
                assertThat(answer.json().has(AUTHORIZATION)).isFalse();
            }
        }
        App freed = telling.publicClient("freed", "absolute");
        Response governedOnce = login(freed, "openid");
        told(governedOnce, TIMEOUT, 5000);
        telling.ungovern("absolute");
        assertThat(refresh(freed, governedOnce).json().has(TIMEOUT)).isFalse();

        assertThat(metadata(silent).has("refresh_token_expiration_types_supported"))
                .isFalse();
        assertThat(metadata(telling).path("refresh_token_expiration_types_supported"))
                .hasToString("[\"authorization\",\"token_timeout\"]");
    }

    private static JsonNode metadata(TestRealm realm) {
        return Http.get(URI.create(realm.url() + "/.well-known/oauth-authorization-server"))
                .json();
    }

    @Test
    void whenTheRealmIsSetUpAgainThenNothingChangesAndTheTokensAreAsBefore() {
        TestRealm realm = realm(settings -> {});
        App app = realm.publicClient("app", "both");
        Map<String, Object> before = names(login(app, "openid"));
        assertThat(setUp(realm)).hasSize(1);
        assertThat(setUp(realm)).isEmpty();
        Response told = login(app, "openid");
        Map<String, Object> after = names(told);
        assertThat(after.remove(TIMEOUT)).isNotNull();
        assertThat(after.remove(AUTHORIZATION)).isNotNull();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(Tokens.claims(told.text("refresh_token")).has(TIMEOUT)).isFalse();
        assertThat(Tokens.claims(told.text("access_token")).has(TIMEOUT)).isFalse();
    }

    private static Map<String, Object> names(Response answer) {
        Map<String, Object> names = new LinkedHashMap<>();
        answer.json().properties().forEach(member -> names.put(member.getKey(), member.getValue()));
        return names;
    }
}
