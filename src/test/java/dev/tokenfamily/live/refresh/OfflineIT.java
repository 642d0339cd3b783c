package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offline tokens, which never expire by themselves. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class OfflineIT {

    private final TestRealm realm;
    private final App app;

    OfflineIT(KeycloakServer server) {
        realm = TestRealm.create(server, "offline").govern("default", Map.of("grace-period-seconds", 60));
        app = realm.publicClient("app", "default");
    }

    @Test
    void whenRefreshedThenItRotatesAndARetryGetsTheSameSuccessor() {
        Tokens login = app.login("alice", "openid offline_access");
        assertThat(login.refreshClaims().path("typ").asText()).isEqualTo("Offline");
        assertThat(login.refreshClaims().has("exp")).isFalse();
        Tokens next = app.refreshed(login);
        assertThat(next.generation()).isEqualTo(1);
        assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
        assertGranted(realm.lastEvent("app"), "grace_retry", login.familyId(), 0);
        assertThat(app.refreshed(next).generation()).isEqualTo(2);
    }

    @Test
    void whenReusedThenItsFamilyIsRevokedAndOtherOfflineTokensLive() {
        Tokens login = app.login("alice", "openid offline_access");
        Tokens other = app.login("alice", "openid offline_access");
        Tokens head = app.refreshed(login);
        realm.pass(61);
        assertRefused(app.refresh(login.refresh()), REUSED);
        assertRefusal(realm.lastEvent("app"), "reuse", login.familyId(), 0);
        assertRefused(app.refresh(head.refresh()), REVOKED);
        assertThat(app.refreshed(other).generation()).isEqualTo(1);
    }

    @Test
    void whenAMonthPassesThenItsRowIsKeptWhileTheSessionLives() {
        Tokens login = app.login("alice", "openid offline_access");
        Tokens head = app.refreshed(login);
        assertThat(realm.inside().row(login.familyId()).path("is_endless").asBoolean())
                .isTrue();
        long due = realm.inside().row(login.familyId()).path("keep_until").asLong();
        realm.pass(30 * 24 * 3600);
        Await.until(
                () -> realm.inside().row(login.familyId()).path("keep_until").asLong() > due);
        assertRefused(app.refresh(login.refresh()), REUSED);
        assertRefused(app.refresh(head.refresh()), REVOKED);

        AdminApi.expectSuccess(realm.admin()
                .delete("/" + realm.name() + "/sessions/"
                        + login.refreshClaims().path("sid").asText() + "?isOffline=true"));
        realm.pass(2 * 24 * 3600);
        Await.until(() -> realm.inside().row(login.familyId()).isMissingNode());
    }
}
