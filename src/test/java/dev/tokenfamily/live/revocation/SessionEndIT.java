package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin ends one session. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionEndIT {

    private final TestRealm realm;
    private final App app;

    SessionEndIT(KeycloakServer server) {
        realm = TestRealm.create(server, "session-end").govern("default", Map.of());
        app = realm.publicClient("app", "default");
    }

    @Test
    void givenAnOnlineSessionThenItsFamiliesAreRevokedAndNoOthers() {
        Browser browser = new Browser();
        Tokens online = app.refreshed(browser.open(app, "alice"));
        Tokens offline = app.refreshed(browser.open(app, "alice", "openid offline_access"));
        Tokens other = app.refreshed(app.login("alice"));

        end(online, false);

        assertThat(realm.inside().revocation(online.familyId())).isEqualTo("SESSION_ENDED");
        assertRefused(app.refresh(online.refresh()), "Session not active");
        assertThat(realm.lastEvent("app").type()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(app.refreshed(offline).generation()).isEqualTo(2);
        assertThat(app.refreshed(other).generation()).isEqualTo(2);
    }

    @Test
    void givenAnOfflineSessionThenItsFamiliesAreRevokedAndNoOthers() {
        Browser browser = new Browser();
        Tokens online = app.refreshed(browser.open(app, "bob"));
        Tokens offline = app.refreshed(browser.open(app, "bob", "openid offline_access"));

        end(offline, true);

        assertThat(realm.inside().revocation(offline.familyId())).isEqualTo("SESSION_ENDED");
        assertThat(app.refresh(offline.refresh()).status()).isEqualTo(400);
        assertThat(realm.lastEvent("app").type()).isEqualTo("REFRESH_TOKEN_ERROR");
        assertThat(realm.inside().revocation(online.familyId())).isEmpty();
    }

    private void end(Tokens tokens, boolean offline) {
        String session = tokens.refreshClaims().path("sid").asText();
        AdminApi.expectSuccess(
                realm.admin().delete("/" + realm.name() + "/sessions/" + session + "?isOffline=" + offline));
    }
}
