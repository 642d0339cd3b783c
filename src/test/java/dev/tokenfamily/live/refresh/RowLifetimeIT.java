package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.ServerInside;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long rows stay, where the purge runs every second. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLifetimeIT {

    private static final int HOUR = 3600;

    private final KeycloakServer server;

    RowLifetimeIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenNewFamiliesEveryHourThenTheTableStopsGrowing() {
        int perHour = 20;
        App app = appWithIdleTimeout("steady-load", HOUR / 2);
        ServerInside inside = new ServerInside(app.realm());
        for (int hour = 0; hour < 10; hour++) {
            for (int login = 0; login < perHour; login++) {
                Tokens first = app.login("alice");
                app.refreshed(first);
                if (login % 4 == 0) {
                    assertRefused(app.refresh(first.refresh()), REUSED);
                }
            }
            Await.until(() -> inside.rows().size() <= 3 * perHour);
            inside.pass(HOUR);
        }
        inside.pass(2 * HOUR);
        Await.until(() -> inside.rows().isEmpty());
    }

    @Test
    void givenARevokedFamilyThenItsRowStaysUntilItsTokensHaveExpired() {
        App app = appWithIdleTimeout("revoked-row", 10 * HOUR);
        App shorter = appWithIdleTimeout("shorter-row", HOUR);
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        assertRefused(app.refresh(first.refresh()), REUSED);
        Tokens asOld = app.refreshed(app.login("bob"));
        Tokens expired = shorter.refreshed(shorter.login("bob"));
        ServerInside inside = new ServerInside(app.realm());

        inside.pass(10 * HOUR - 600);
        Await.until(() -> inside.rowsWithId(expired.familyId()) == 0);
        assertThat(app.refresh(asOld.refresh()).status()).isEqualTo(200);
        assertThat(inside.revocation(first.familyId())).isEqualTo("REUSE");
        assertRefused(app.refresh(head.refresh()), REVOKED);

        inside.pass(2 * HOUR + 600);
        Await.until(() -> inside.rowsWithId(first.familyId()) == 0);
        assertThat(app.refresh(head.refresh()).status()).isEqualTo(400);
    }

    @Test
    void givenALifetimeThatWasLoweredThenTheRowOutlastsOlderTokens() {
        int month = 30 * 24 * HOUR;
        App app = appWithIdleTimeout("lowered", month);
        Browser browser = new Browser();
        Tokens first = browser.open(app, "alice");
        Tokens other = browser.open(app, "alice");
        assertThat(other.refreshClaims().path("sid"))
                .isEqualTo(first.refreshClaims().path("sid"));
        AdminApi.expectSuccess(new AdminApi(server.url()).put("/lowered", Map.of("ssoSessionIdleTimeout", 4 * HOUR)));
        app.refreshed(first);
        assertRefused(app.refresh(first.refresh()), REUSED);

        ServerInside inside = new ServerInside(app.realm());
        for (int hours = 0; hours < 9; hours += 3) {
            inside.pass(3 * HOUR);
            other = app.refreshed(other);
        }
        Tokens another = app.refreshed(app.login("bob")); // whose row is the one that is due next
        inside.pass(3 * HOUR);
        other = app.refreshed(other);
        inside.pass(3 * HOUR);
        Await.until(() -> inside.rowsWithId(another.familyId()) == 0);
        assertRefused(app.refresh(first.refresh()), REVOKED);
        assertThat(app.refreshed(other).generation()).isGreaterThan(4);
    }

    private App appWithIdleTimeout(String realm, int seconds) {
        return TestRealm.create(server, realm, settings -> {
                    TestRealm.forLoad(settings);
                    settings.setSsoSessionIdleTimeout(seconds);
                })
                .govern("default", Map.of("grace-period-seconds", 0))
                .publicClient("app", "default");
    }
}
