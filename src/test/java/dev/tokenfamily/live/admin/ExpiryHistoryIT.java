package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ends all at once, or by itself, in the users' history. In a realm that saves no events, each. */
@ExtendWith(LiveKeycloak.class)
class ExpiryHistoryIT {

    private final KeycloakServer server;

    ExpiryHistoryIT(KeycloakServer server) {
        this.server = server;
    }

    private static JsonNode history(TestRealm realm, String user) {
        return realm.admin().read("/" + realm.name() + "/token-families/history?userId=" + realm.userId(user));
    }

    private static void assertOnly(JsonNode history, String cause, String by) {
        assertThat(history.findValuesAsText("cause")).as(history.toString()).containsExactly(cause);
        assertThat(history.get(0).path("by").path("kind").asText()).isEqualTo(by);
    }

    @Test
    void givenSessionsThatExpireThenItSaysWhetherTheyWereIdleOrTooOldAndSince() {
        TestRealm realm = TestRealm.create(server, "expiry", settings -> {
                    settings.setEventsEnabled(false);
                    settings.setSsoSessionIdleTimeout(600);
                    settings.setSsoSessionMaxLifespan(1_500);
                })
                .govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens alices = app.refreshed(app.login("alice"));
        long used = realm.inside().now();
        Tokens bobs = app.refreshed(app.login("bob"));
        for (int n = 0; n < 3; n++) {
            realm.pass(400);
            bobs = app.refreshed(bobs);
        }
        realm.withUser("carol", settings -> {});
        app.login("carol"); // and never refreshes
        realm.pass(900);

        realm.inside().expireSessions();

        assertOnly(history(realm, "alice"), "session-idle", "server");
        assertThat(history(realm, "alice").get(0).path("time").asLong() / 1000).isBetween(used + 595, used + 660);
        assertThat(history(realm, "alice").get(0).path("sessionId").asText())
                .isEqualTo(alices.refreshClaims().path("sid").asText());
        assertOnly(history(realm, "bob"), "session-max", "server");
        assertThat(history(realm, "carol")).isEmpty();
    }

    /** Whether its client has come first, or Keycloak has removed it. */
    @Test
    void givenARealmThatRemembersNobodyAnyMoreThenThatIsTheCause() {
        TestRealm realm = TestRealm.create(server, "expiry-remembered", settings -> {
                    settings.setEventsEnabled(false);
                    settings.setRememberMe(true);
                })
                .govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens alices = app.refreshed(new Browser().open(app, "alice"));
        Tokens bobs = app.refreshed(new Browser().open(app, "bob"));
        realm.withUser("carol", settings -> {});
        Tokens carols = app.refreshed(app.login("carol")); // without a tick at "remember me"
        realm.admin().put("/" + realm.name(), Map.of("rememberMe", false));

        assertRefused(app.refresh(alices.refresh()), "Session not active");
        assertOnly(history(realm, "alice"), "remember-me-off", "server");
        assertThat(history(realm, "bob")).isEmpty();
        realm.inside().expireSessions();
        assertRefused(app.refresh(bobs.refresh()), "Session not active");

        for (String user : List.of("alice", "bob")) {
            JsonNode history = history(realm, user);
            assertThat(history.findValuesAsText("cause")).as(user).containsOnly("remember-me-off");
            assertThat(history.at("/0/scope").asText()).isEqualTo("user-session");
        }
        assertThat(history(realm, "bob").findValuesAsText("sessionId"))
                .containsExactly(bobs.refreshClaims().path("sid").asText());
        app.refreshed(carols);
        assertThat(history(realm, "carol")).isEmpty();
    }

    /** Before Keycloak has removed it, and with a token that has no expiry of its own. */
    @Test
    void givenAnOfflineSessionWhenARefreshFindsThatItWasIdleThenThatIsTheCause() {
        TestRealm realm = TestRealm.create(server, "expiry-offline", settings -> {
                    settings.setEventsEnabled(false);
                    settings.setOfflineSessionIdleTimeout(2_000);
                })
                .govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens tokens = app.refreshed(app.login("alice", "openid offline_access"));
        realm.admin().put("/" + realm.name(), Map.of("offlineSessionIdleTimeout", 600));
        realm.pass(700);

        assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400);

        assertOnly(history(realm, "alice"), "session-idle", "server");
        assertThat(history(realm, "alice").get(0).path("offline").asBoolean()).isTrue();
    }

    @Test
    void givenANotBeforeThenItIsOneEndOfAllAndTheAdmins() {
        TestRealm realm = TestRealm.create(server, "expiry-all", settings -> settings.setEventsEnabled(false))
                .govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens alices = app.refreshed(app.login("alice"));
        app.refreshed(app.login("bob"));
        long now = realm.inside().now();
        realm.admin().put("/" + realm.name(), Map.of("notBefore", now + 1));

        assertOnly(history(realm, "alice"), "not-before", "admin");
        assertThat(history(realm, "bob")).isEqualTo(history(realm, "alice"));
        assertThat(history(realm, "alice").get(0).path("scope").asText()).isEqualTo("realm");

        realm.admin().put("/" + realm.name(), Map.of("displayName", "Other", "notBefore", now + 1));
        assertThat(history(realm, "alice")).hasSize(1);
        assertThat(app.refresh(alices.refresh()).status()).isEqualTo(400);
        assertThat(history(realm, "alice").findValuesAsText("cause")).isEqualTo(List.of("not-before"));
    }
}
