package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server knows, it knows after a restart too. */
@ExtendWith(LiveKeycloak.class)
class RestartIT {

    private final KeycloakServer server;

    RestartIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenARestartThenDetectionRevocationAndGraceSurviveIt() {
        TestRealm realm = TestRealm.create(server, "restart")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("lenient", Map.of("grace-period-seconds", 3600));
        App strict = realm.publicClient("strict", "strict");
        App lenient = realm.publicClient("lenient", "lenient");
        Tokens superseded = strict.login("alice");
        Tokens head = strict.refreshed(superseded);
        Tokens revoked = strict.login("alice");
        Tokens revokedHead = strict.refreshed(revoked);
        assertRefused(strict.refresh(revoked.refresh()), REUSED);
        Tokens lost = lenient.login("alice");
        Tokens successor = lenient.refreshed(lost);
        Tokens untouched = strict.login("bob");
        long offset = realm.inside().clockOffset();

        server.stop();
        server.start();
        realm.pass(Math.toIntExact(offset));

        assertThat(lenient.refreshed(lost).refresh()).isEqualTo(successor.refresh());
        assertThat(strict.refreshed(untouched).generation()).isEqualTo(1);
        assertRefused(strict.refresh(revokedHead.refresh()), REVOKED);
        assertThat(strict.userinfo(revokedHead.access()).status()).isEqualTo(401);
        assertRefused(strict.refresh(superseded.refresh()), REUSED);
        assertRefusal(realm.lastEvent("strict"), "reuse", superseded.familyId(), 0);
        assertRefused(strict.refresh(head.refresh()), REVOKED);
    }

    @Test
    void givenARestartRightAfterARefreshThenTheReportKnowsOfIt() {
        TestRealm realm = TestRealm.create(server, "restart-report").govern("observe", Map.of());
        App app = realm.publicClient("app", "observe");
        Tokens tokens = app.login("alice");
        long offset = realm.inside().clockOffset();

        app.refreshed(tokens);
        int logged = server.logged().length(); // by others of this server, too
        server.stop();
        server.start();
        realm.pass(Math.toIntExact(offset));

        assertThat(new Report(realm).of("app").path("refreshes").asInt()).isEqualTo(1);
        assertThat(server.logged().substring(logged)).doesNotContain("What was counted for the report");
        assertThat(new Report(realm).of("app").path("distinctUsers").asInt()).isEqualTo(1);
    }
}
