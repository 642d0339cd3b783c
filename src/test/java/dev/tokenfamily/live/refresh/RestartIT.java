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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server knows, it knows after a restart too. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT {

    private final KeycloakServer server;
    private final TestRealm realm;
    private final TestRealm counting;
    private final App strict;
    private final App lenient;
    private final Tokens superseded;
    private final Tokens head;
    private final Tokens revoked;
    private final Tokens lost;
    private final Tokens successor;
    private final Tokens untouched;
    private int logged;

    RestartIT(KeycloakServer server) {
        this.server = server;
        realm = TestRealm.create(server, "restart")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("lenient", Map.of("grace-period-seconds", 3600));
        strict = realm.publicClient("strict", "strict");
        lenient = realm.publicClient("lenient", "lenient");
        superseded = strict.login("alice");
        head = strict.refreshed(superseded);
        Tokens stolen = strict.login("alice");
        revoked = strict.refreshed(stolen);
        assertRefused(strict.refresh(stolen.refresh()), REUSED);
        lost = lenient.login("alice");
        successor = lenient.refreshed(lost);
        untouched = strict.login("bob");
        counting = TestRealm.create(server, "restart-report").govern("observe", Map.of());
    }

    /** Once for all of it, since it takes longer than the rest: right after a refresh, of which nothing is stored yet but its row. */
    @BeforeAll
    void restart() {
        App app = counting.publicClient("app", "observe");
        Tokens tokens = app.login("alice");
        long offset = counting.inside().clockOffset();

        app.refreshed(tokens);
        logged = server.logged().length(); // by others of this server, too
        server.stop();
        server.start();
        realm.pass(Math.toIntExact(offset));
    }

    @Test
    void givenARestartThenDetectionRevocationAndGraceSurviveIt() {
        assertThat(lenient.refreshed(lost).refresh()).isEqualTo(successor.refresh());
        assertThat(strict.refreshed(untouched).generation()).isEqualTo(1);
        assertRefused(strict.refresh(revoked.refresh()), REVOKED);
        assertThat(strict.userinfo(revoked.access()).status()).isEqualTo(401);
        assertRefused(strict.refresh(superseded.refresh()), REUSED);
        assertRefusal(realm.lastEvent("strict"), "reuse", superseded.familyId(), 0);
        assertRefused(strict.refresh(head.refresh()), REVOKED);
    }

    @Test
    void givenARestartRightAfterARefreshThenTheReportKnowsOfIt() {
        assertThat(new Report(counting).of("app").path("refreshes").asInt()).isEqualTo(1);
        assertThat(server.logged().substring(logged)).doesNotContain("What was counted for the report");
        assertThat(new Report(counting).of("app").path("distinctUsers").asInt()).isEqualTo(1);
    }
}
