package dev.tokenfamily.live.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keycloak swallows what a listener throws. Where nobody can read whether families end, they do. */
@ExtendWith(LiveKeycloak.class)
class UnreadablePoliciesIT {

    private final KeycloakServer server;

    UnreadablePoliciesIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenAPasswordChangeThenTheFamiliesEndAndTheMetricAndTheLogSaySo() {
        TestRealm realm = TestRealm.create(server, "unreadable").govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens head = app.refreshed(app.login("alice"));
        Tokens ofAnother = app.refreshed(app.login("bob"));
        realm.inside().storeProfiles("{\"profiles\": 7}");

        AdminApi.expectSuccess(realm.admin()
                .put(
                        "/unreadable/users/" + realm.userId("alice") + "/reset-password",
                        Map.of("type", "password", "value", "alice", "temporary", false)));

        assertThat(realm.inside().revocation(head.familyId())).isEqualTo("CREDENTIAL_CHANGED");
        assertThat(realm.inside().revocation(ofAnother.familyId())).isEmpty();
        assertThat(server.metrics()).contains("keycloak_token_family_unreadable_total{realm=\"unreadable\"}");
        assertThat(server.logged()).contains("cannot be read, so all token families end that it may concern");
    }
}
