package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.events.Details;

/** Keycloak's own switch, Revoke Refresh Token, turned on beside us. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealmSwitchIT {

    private static final String KEYCLOAKS_OWN = "Maximum allowed refresh token reuse exceeded";

    private final TestRealm realm;

    RealmSwitchIT(KeycloakServer server) {
        realm = TestRealm.create(server, "switch", r -> {
                    r.setRevokeRefreshToken(true);
                    r.setRefreshTokenMaxReuse(0);
                })
                .govern("enforced", Map.of("grace-period-seconds", 60))
                .govern("observed", Map.of("enforcement", "observe"));
    }

    @Nested
    final class GivenAnEnforcedPolicy {

        @Test
        void whenARetryComesInGraceThenTheSwitchDoesNotKillIt() {
            App app = realm.confidentialClient("enforced", "enforced");
            Tokens login = app.login("alice");
            Tokens next = app.refreshed(login);
            assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
            Tokens third = app.refreshed(next);
            assertThat(app.refreshActive(third.refresh())).isTrue();
            assertThat(app.refreshActive(next.refresh())).isFalse();
            realm.pass(61);
            assertRefused(app.refresh(next.refresh()), REUSED);
            assertRefusal(realm.lastEvent("enforced"), "reuse", login.familyId(), 1);
        }

        /** Of which only a later Keycloak knows; to hide it must not change anything else. */
        @Test
        void whenTheClientHasASwitchOfItsOwnThenItIsHiddenToo() {
            App app = realm.client("own-switch", "enforced", client -> {
                client.setPublicClient(true);
                client.getAttributes().put("revoke.refresh.token", "true");
                client.getAttributes().put("refresh.token.max.reuse", "0");
            });
            for (String scope : List.of("openid", "openid offline_access")) {
                Tokens login = app.login("alice", scope);
                Tokens next = app.refreshed(login);
                assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
                assertThat(app.refreshed(next).generation()).isEqualTo(2);
            }
        }

        @Test
        void whenTokensRotateThenTabsCanStillBeToldApartWithoutUs() {
            App app = realm.publicClient("reuse-id", "enforced");
            Tokens login = app.login("alice");
            String reuseId = login.refreshClaims().path("reuse_id").asText();
            assertThat(reuseId).isNotEmpty();
            assertThat(app.refreshed(app.refreshed(login))
                            .refreshClaims()
                            .path("reuse_id")
                            .asText())
                    .isEqualTo(reuseId);
        }
    }

    @Test
    void givenAnUngovernedClientThenTheSwitchWorksAsEver() {
        App app = realm.publicClient("native", "");
        assertSwitchWorks(app);
        assertThat(realm.lastEvent("native").isJudged()).isFalse();
    }

    @Test
    void givenAnObservedPolicyThenTheSwitchWorksAndWeSayWhatWeSaw() {
        App app = realm.publicClient("observed", "observed");
        assertSwitchWorks(app);
        assertThat(realm.events("observed")).anySatisfy(event -> {
            assertThat(event.detail(Details.REASON)).isEqualTo(KEYCLOAKS_OWN);
            assertThat(event.verdict()).isEqualTo("grace_retry");
        });
    }

    private static void assertSwitchWorks(App app) {
        Tokens login = app.login("alice");
        Tokens next = app.refreshed(login);
        Response reused = app.refresh(login.refresh());
        assertRefused(reused, KEYCLOAKS_OWN);
        assertThat(app.refresh(next.refresh()).status()).isEqualTo(400);
    }
}
