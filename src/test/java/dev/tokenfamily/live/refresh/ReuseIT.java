package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stolen token takes its family down, and nothing else. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReuseIT {

    private final TestRealm realm;
    private final App resourceServer;

    ReuseIT(KeycloakServer server) {
        realm = TestRealm.create(server, "reuse")
                .govern("default", Map.of())
                .govern("strict", Map.of("grace-period-seconds", 0));
        resourceServer = realm.resourceServer();
    }

    @Nested
    final class GivenAStolenToken {

        @Test
        void whenItComesAfterTheGracePeriodThenFamilyAndAccessTokensDie() {
            App app = realm.publicClient("stolen", "default");
            Tokens login = new Browser().open(app, "alice");
            Tokens second = app.refreshed(login);
            Tokens head = app.refreshed(second);
            for (Tokens tokens : List.of(login, second, head)) {
                assertThat(resourceServer.accessActive(tokens.access())).isTrue();
            }
            realm.pass(12);

            assertRefused(app.refresh(second.refresh()), REUSED);

            SavedEvent event = realm.lastEvent("stolen");
            assertRefusal(event, "reuse", login.familyId(), 1);
            assertThat(event.error()).isEqualTo("invalid_token");
            assertThat(event.userId()).isEqualTo(realm.userId("alice"));
            assertThat(event.reuse()).isEqualTo("recent-predecessor");
            assertThat(event.revocationScope()).isEqualTo("family");
            assertThat(event.enforcement()).isEqualTo("enforce");
            for (Tokens tokens : List.of(login, second, head)) {
                assertThat(resourceServer.accessActive(tokens.access())).isFalse();
                assertThat(app.userinfo(tokens.access()).status()).isEqualTo(401);
                assertRefused(app.refresh(tokens.refresh()), REVOKED);
            }
            assertRefusal(realm.lastEvent("stolen"), "revoked", login.familyId(), 2);
            assertThat(realm.inside().revocation(login.familyId())).isEqualTo("REUSE");
        }

        @Test
        void whenAnAccessTokenIsInItsLastSecondThenItDiesToo() {
            App app = realm.client("last-second", "strict", client -> {
                client.setPublicClient(true);
                client.getAttributes().put("access.token.lifespan", "30");
            });
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(login);
            long expiry = Tokens.claims(head.access()).path("exp").asLong();
            realm.pass((int) (expiry - realm.inside().now()));
            assertRefused(app.refresh(login.refresh()), REUSED);
            assertThat(app.userinfo(head.access()).status()).isEqualTo(401);
        }

        @Test
        void whenItIsFromGenerationsAgoThenItIsAReuse() {
            App app = realm.publicClient("stale", "default");
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(app.refreshed(login));
            realm.pass(12);
            assertRefused(app.refresh(login.refresh()), REUSED);
            assertThat(realm.lastEvent("stale").reuse()).isEqualTo("stale-lineage");
            assertRefused(app.refresh(head.refresh()), REVOKED);
        }

        @Test
        void whenItIsReusedThenOtherTabsAndLoginsOfTheUserLive() {
            App app = realm.publicClient("tabs", "strict");
            Browser browser = new Browser();
            Tokens stolen = browser.open(app, "alice");
            Tokens otherTab = browser.open(app, "alice");
            Tokens otherLogin = new Browser().open(app, "alice");
            assertThat(otherTab.refreshClaims().path("sid"))
                    .isEqualTo(stolen.refreshClaims().path("sid"));
            app.refreshed(stolen);
            assertRefused(app.refresh(stolen.refresh()), REUSED);
            for (Tokens alive : List.of(otherTab, otherLogin)) {
                assertThat(resourceServer.accessActive(alive.access())).isTrue();
                assertThat(app.refreshed(alive).generation()).isEqualTo(1);
            }
        }

        @Test
        void whenItIsReusedAgainThenThereIsNoSecondIncident() {
            App app = realm.publicClient("again", "strict");
            Tokens login = app.login("alice");
            app.refreshed(login);
            assertRefused(app.refresh(login.refresh()), REUSED);
            for (int replay = 0; replay < 5; replay++) {
                assertRefused(app.refresh(login.refresh()), REVOKED);
            }
            assertThat(realm.events("again"))
                    .filteredOn(event -> event.verdict().equals("reuse"))
                    .hasSize(1);
            assertThat(realm.server().logged("family=" + login.familyId())).hasSize(1);
        }
    }

    @Nested
    final class GivenTwentyParallelRefreshes {

        @Test
        void whenThereIsNoGraceThenOneSucceedsAndOneReportsTheReuse() {
            App app = realm.publicClient("parallel", "strict");
            Tokens login = app.login("alice");
            List<Response> answers = Callers.atOnce(20, i -> app.refresh(login.refresh()));
            assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(a -> a.text("error_description").equals(REUSED))
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(a -> a.text("error_description").equals(REVOKED))
                    .hasSize(18);
            assertThat(realm.server().logged("family=" + login.familyId())).hasSize(1);
        }

        @Test
        void whenInTheGracePeriodThenAllGetTheSameSuccessor() {
            App app = realm.publicClient("parallel-grace", "default");
            Tokens login = app.login("alice");
            List<Response> answers = Callers.atOnce(20, i -> app.refresh(login.refresh()));
            assertThat(answers.stream().map(Tokens::of).map(Tokens::refresh).distinct())
                    .hasSize(1);
            assertThat(Tokens.of(answers.get(0)).generation()).isEqualTo(1);
        }
    }

    @Test
    void givenReusesThenTheMetersCountThemByRealmAndVerdict() {
        App app = realm.publicClient("metered", "default");
        Tokens login = app.login("alice");
        app.refreshed(login);
        app.refreshed(login);
        realm.pass(12);
        assertRefused(app.refresh(login.refresh()), REUSED);
        String metrics = realm.server().metrics();
        for (String verdict : List.of("rotate", "grace_retry", "reuse")) {
            assertThat(metrics)
                    .contains("keycloak_token_family_refreshes_total{realm=\"reuse\",verdict=\"" + verdict + "\"}");
        }
        assertThat(metrics).contains("keycloak_token_family_revocations_total{realm=\"reuse\",verdict=\"reuse\"}");
        assertThat(metrics)
                .contains("keycloak_token_family_grace_delay_seconds_count{realm=\"reuse\",verdict=\"grace_retry\"}");
    }
}
