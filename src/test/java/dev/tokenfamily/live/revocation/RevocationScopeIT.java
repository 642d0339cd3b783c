package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each revocation scope takes down exactly what it says, online and offline. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationScopeIT {

    private final TestRealm realm;
    private final App resourceServer;

    RevocationScopeIT(KeycloakServer server) {
        realm = TestRealm.create(server, "scopes");
        for (String scope : new String[] {"family", "client-session", "user-session", "user"}) {
            realm.govern(scope, Map.of("grace-period-seconds", 0, "revocation-scope", scope));
        }
        resourceServer = realm.resourceServer();
    }

    /** Everything alice and bob have when the theft is noticed. */
    private final class Everything {

        final App app;
        final App otherApp;
        final Tokens stolen;
        final Tokens offlineOfSession;
        final Tokens otherTab;
        final Tokens otherClient;
        final Tokens otherLogin;
        final Tokens otherOffline;
        final Tokens bob;

        Everything(String scope, String clientId) {
            app = realm.publicClient(clientId, scope);
            otherApp = realm.publicClient(clientId + "-other", scope);
            Browser browser = new Browser();
            stolen = browser.open(app, "alice");
            offlineOfSession = browser.open(app, "alice", "openid offline_access");
            otherTab = browser.open(app, "alice");
            otherClient = browser.open(otherApp, "alice");
            otherLogin = new Browser().open(app, "alice");
            otherOffline = app.login("alice", "openid offline_access");
            bob = app.login("bob");
            assertThat(offlineOfSession.refreshClaims().path("typ").asText()).isEqualTo("Offline");
            assertThat(offlineOfSession.refreshClaims().path("sid"))
                    .isEqualTo(stolen.refreshClaims().path("sid"));
        }

        void reuse() {
            app.refreshed(stolen);
            assertRefused(app.refresh(stolen.refresh()), REUSED);
            String seen = realm.lastEvent(app.clientId()).revocationScope();
            assertThat(app.clientId()).startsWith(seen);
            assertDead(app, stolen);
        }
    }

    @Test
    void givenScopeFamilyWhenATokenIsReusedThenAllElseLives() {
        Everything all = new Everything("family", "family");
        all.reuse();
        assertAlive(all.app, all.offlineOfSession, all.otherTab, all.otherLogin, all.otherOffline, all.bob);
        assertAlive(all.otherApp, all.otherClient);
    }

    @Nested
    final class GivenScopeClientSession {

        @Test
        void whenATokenIsReusedThenTheClientLeavesThatSessionOnly() {
            Everything all = new Everything("client-session", "client-session");
            all.reuse();
            assertDead(all.app, all.otherTab, all.offlineOfSession);
            assertAlive(all.app, all.otherLogin, all.otherOffline, all.bob);
            assertAlive(all.otherApp, all.otherClient);
        }

        @Test
        void whenAnOfflineTokenIsReusedThenTheOnlineSideEndsToo() {
            Everything all = new Everything("client-session", "client-session-offline");
            all.app.refreshed(all.offlineOfSession);
            assertRefused(all.app.refresh(all.offlineOfSession.refresh()), REUSED);
            assertDead(all.app, all.offlineOfSession, all.stolen, all.otherTab);
            assertAlive(all.app, all.otherLogin, all.otherOffline, all.bob);
            assertAlive(all.otherApp, all.otherClient);
        }
    }

    @Nested
    final class GivenScopeUserSession {

        @Test
        void whenATokenIsReusedThenThatSessionEndsForAllClients() {
            Everything all = new Everything("user-session", "user-session");
            all.reuse();
            assertDead(all.app, all.otherTab, all.offlineOfSession);
            assertDead(all.otherApp, all.otherClient);
            assertAlive(all.app, all.otherLogin, all.otherOffline, all.bob);
        }

        @Test
        void whenATokenIsReusedThenTheRowsOfOtherFamiliesSayWhy() {
            Everything all = new Everything("user-session", "user-session-rows");
            Tokens next = all.otherApp.refreshed(all.otherClient);
            all.reuse();
            assertRefusedInAnyWay(all.otherApp.refresh(next.refresh()));
            assertThat(realm.inside().revocation(next.familyId())).isEqualTo("REUSE_ELSEWHERE");
            assertThat(realm.inside().revocation(all.stolen.familyId())).isEqualTo("REUSE");
        }

        @Test
        void whenATokenIsReusedThenClientsWithBackChannelLogoutAreTold() {
            try (LogoutReceiver receiver = LogoutReceiver.at(realm.server().testHost())) {
                App app = realm.publicClient("told", "user-session");
                App other = realm.client("told-other", "", client -> {
                    client.setPublicClient(true);
                    client.getAttributes().put("backchannel.logout.url", receiver.url());
                    client.getAttributes().put("backchannel.logout.session.required", "true");
                });
                Browser browser = new Browser();
                Tokens stolen = browser.open(app, "alice");
                Tokens bystander = browser.open(other, "alice");
                app.refreshed(stolen);
                assertRefused(app.refresh(stolen.refresh()), REUSED);
                assertThat(receiver.received())
                        .isEqualTo(bystander.refreshClaims().path("sid").asText());
            }
        }
    }

    @Test
    void givenScopeUserWhenATokenIsReusedThenExactlyHerSessionsEnd() {
        Everything all = new Everything("user", "user");
        all.reuse();
        assertDead(all.app, all.otherTab, all.offlineOfSession, all.otherLogin, all.otherOffline);
        assertDead(all.otherApp, all.otherClient);
        assertAlive(all.app, all.bob);
        assertThat(realm.admin()
                        .read("/" + realm.name() + "/users/" + realm.userId("alice"))
                        .path("notBefore")
                        .asLong())
                .isPositive();
        realm.pass(1);
        assertAlive(all.app, all.app.login("alice"));
    }

    private void assertAlive(App app, Tokens... all) {
        for (Tokens tokens : all) {
            assertThat(resourceServer.accessActive(tokens.access())).isTrue();
            assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(200);
        }
    }

    private void assertDead(App app, Tokens... all) {
        for (Tokens tokens : all) {
            assertThat(resourceServer.accessActive(tokens.access())).isFalse();
            assertThat(app.userinfo(tokens.access()).status()).isEqualTo(401);
            assertRefusedInAnyWay(app.refresh(tokens.refresh()));
        }
    }

    /** By us or by Keycloak, whose own checks come first where the session is gone. */
    private static void assertRefusedInAnyWay(Response answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
        assertThat(answer.text("error_description"))
                .containsAnyOf(REVOKED, REUSED, "Session", "session", "Stale token");
    }
}
