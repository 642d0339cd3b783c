package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A refresh that Keycloak has accepted already, when somebody revokes what it is about. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InFlightIT {

    private final TestRealm realm;
    private final App app;

    InFlightIT(KeycloakServer server) {
        realm = TestRealm.create(server, "in-flight")
                .govern("default", Map.of())
                .govern("off", Map.of("rotation", "off"));
        app = realm.publicClient("app", "default");
    }

    @Nested
    final class GivenAFamilyRevokedInFlight {

        @Test
        void thenARefreshGetsNothing() {
            Tokens head = app.refreshed(app.login("alice"));
            assertRefused(app.refreshWith(head.refresh(), Map.of("test_disturbance", "FAMILY_REVOKED")), REVOKED);
            assertRefused(app.refresh(head.refresh()), REVOKED);
        }

        @Test
        void thenARefreshHasNotProlongedTheSession() {
            App other = realm.publicClient("other", "default");
            Tokens login = other.login("alice");
            Tokens witness = other.login("bob");
            realm.pass(100);
            Tokens head = refreshedAndStored(other, login);
            long before = realm.inside().storedSessionRefresh(head);
            realm.pass(100);
            assertRefused(other.refreshWith(head.refresh(), Map.of("test_disturbance", "FAMILY_REVOKED")), REVOKED);
            refreshedAndStored(other, witness); // so what came before it would be stored as well
            assertThat(realm.inside().storedSessionRefresh(head)).isEqualTo(before);
        }

        /** Keycloak writes a session's time a moment after it has answered. */
        private Tokens refreshedAndStored(App client, Tokens tokens) {
            long now = realm.inside().now();
            Tokens refreshed = client.refreshed(tokens);
            Await.until(() -> realm.inside().storedSessionRefresh(refreshed) >= now);
            return refreshed;
        }

        @Test
        void thenARetryGetsNothing() {
            Tokens login = app.login("alice");
            app.refreshed(login);
            assertRefused(app.refreshWith(login.refresh(), Map.of("test_disturbance", "FAMILY_REVOKED")), REVOKED);
        }

        @Test
        void thenARefreshThatWouldKeepTheTokenGetsNothing() {
            App keeping = realm.publicClient("keeping", "off");
            Tokens kept = keeping.refreshed(keeping.login("alice"));
            assertRefused(keeping.refreshWith(kept.refresh(), Map.of("test_disturbance", "FAMILY_REVOKED")), REVOKED);
        }
    }

    @Test
    void givenAnOfflineSessionEndedThenItsFirstRefreshRevivesNothing() {
        Tokens offline = app.login("bob", "openid offline_access");
        String sessions =
                "/" + realm.name() + "/users/" + realm.userId("bob") + "/offline-sessions/" + realm.clientUuid("app");
        assertThat(realm.admin().read(sessions)).hasSize(1);
        assertRefused(app.refreshWith(offline.refresh(), Map.of("test_disturbance", "SESSION_ENDED")), REVOKED);
        assertThat(realm.admin().read(sessions)).isEmpty();
        assertThat(realm.inside().revocation(offline.familyId())).isEqualTo("SESSION_ENDED");
    }
}
