package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Taking the extension out of a server on which people are logged in, and putting it back. */
@FullRunOnly
class UninstallIT {

    @Test
    void whenItIsRemovedAndPutBackThenClientsStayLoggedIn() throws IOException, InterruptedException {
        ServerHome home = ServerHome.fresh("uninstall").withOurJar().built("--db=dev-file");
        try (KeycloakServer server = new DistributionServer(home).start()) {
            TestRealm realm = TestRealm.create(server, "uninstall").govern("strict", Map.of("grace-period-seconds", 0));
            App app = realm.publicClient("app", "strict");
            Tokens superseded = app.login("alice");
            Tokens head = app.refreshed(app.refreshed(superseded));
            Tokens unused = app.login("bob");
            Tokens offline = app.refreshed(app.login("alice", "openid offline_access"));
            Tokens stolen = app.login("bob");
            Tokens robbed = app.refreshed(stolen);
            assertRefused(app.refresh(stolen.refresh()), REUSED);
            assertRefused(app.refresh(robbed.refresh()), REVOKED);
            Tokens older = app.login("bob");
            Tokens newest = app.refreshed(older);

            realm.govern(
                    "telling", Map.of("grace-period-seconds", 0, "on-reuse-required-action", "TOKEN_FAMILY_NOTICE"));
            App shop = realm.publicClient("shop", "telling");
            Theft.of(shop, shop.login("bob"));
            Await.until(() -> new Browser().logIn(shop, "bob").text().contains("kc-token-family-notice"));

            realm.govern("ending", Map.of("grace-period-seconds", 0, "revocation-scope", "user-session"));
            App bank = realm.publicClient("bank", "ending");
            Tokens ended = bank.login("alice"); // bob must see the notice first
            Tokens last = bank.refreshed(ended);
            assertRefused(bank.refresh(ended.refresh()), REUSED);

            server.stop();
            home.withoutOurJar().built("--db=dev-file");
            server.start();
            assertThat(app.refresh(head.refresh()).status())
                    .as("the wrong order: Keycloak cannot find the executor that its profile names")
                    .isEqualTo(500);

            removeExecutor(realm);
            assertThat(new Browser().logIn(shop, "bob").location())
                    .as("nobody waits for a page that is gone")
                    .hasValueSatisfying(to -> assertThat(to.getQuery()).contains("code="));
            for (Tokens loggedIn : new Tokens[] {head, unused, offline}) {
                Tokens next = app.refreshed(loggedIn);
                assertThat(next.refreshClaims().has("family")).isFalse();
                assertThat(app.refreshed(next).refreshClaims().has("family")).isFalse();
            }
            for (Tokens forgotten : new Tokens[] {superseded, stolen, robbed}) {
                assertThat(app.refreshed(forgotten).refreshClaims().has("family"))
                        .as("Keycloak knows neither what was superseded nor what was revoked")
                        .isFalse();
            }
            assertSessionEnded(bank.refresh(last.refresh()));
            assertFirstComeFirstServedByKeycloaksSwitch(realm, app, older, newest);

            server.stop();
            home.withOurJar().built("--db=dev-file");
            server.start();
            realm.govern("strict", Map.of("grace-period-seconds", 0));
            Tokens next = app.refreshed(head);
            assertThat(next.generation()).isEqualTo(3);

            removeExecutor(realm);
            Tokens kept = app.refreshed(next);
            assertThat(kept.generation())
                    .as("the right order: the head is kept")
                    .isEqualTo(3);
            assertRefused(app.refresh(superseded.refresh()), REUSED);
            assertRefused(app.refresh(robbed.refresh()), REVOKED);
        }
    }

    /** Keycloak has noted none of them: the first that comes is good, and then an older one ends the session of the client. */
    private static void assertFirstComeFirstServedByKeycloaksSwitch(
            TestRealm realm, App app, Tokens older, Tokens newest) {
        AdminApi.expectSuccess(realm.admin().put("/" + realm.name(), Map.of("revokeRefreshToken", true)));
        app.refreshed(older);
        assertThat(app.refresh(newest.refresh()).text("error_description")).isEqualTo("Stale token");
        assertThat(app.refresh(older.refresh()).text("error")).isEqualTo("invalid_grant");
        AdminApi.expectSuccess(realm.admin().put("/" + realm.name(), Map.of("revokeRefreshToken", false)));
    }

    /** As the documentation says. */
    static void removeExecutor(TestRealm realm) throws IOException, InterruptedException {
        DocumentedCommands.in("docs/how-to/uninstall.md")
                .section("Uninstall")
                .run(Map.of(
                        "KC", realm.server().url().toString(),
                        "REALM", realm.name(),
                        "KC_HOME", ServerHome.tools().toString(),
                        "ADMIN_PASSWORD", AdminApi.USER));
        assertThat(realm.admin()
                        .get("/" + realm.name() + "/client-policies/profiles")
                        .text())
                .contains("\"strict\"")
                .doesNotContain("refresh-token-family-rotation");
    }
}
