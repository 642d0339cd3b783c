package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Introspection of refresh tokens (RFC 7662) by their own client. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntrospectionIT {

    private final TestRealm realm;
    private final App resourceServer;

    IntrospectionIT(KeycloakServer server) {
        realm = TestRealm.create(server, "introspection")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("default", Map.of())
                .govern("observing", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        resourceServer = realm.resourceServer();
    }

    @Test
    void givenSupersededTokensThenTheyAreInactiveAndNothingChanges() {
        App app = realm.confidentialClient("superseded", "strict");
        Tokens login = app.login("alice");
        assertThat(app.refreshActive(login.refresh())).isTrue();
        Tokens second = app.refreshed(login);
        Tokens head = app.refreshed(second);
        String row = realm.inside().state(login.familyId()).toString();
        assertThat(app.refreshActive(login.refresh())).isFalse();
        assertThat(app.refreshActive(second.refresh())).isFalse();
        assertThat(app.refreshActive(head.refresh())).isTrue();
        assertThat(realm.inside().state(login.familyId())).hasToString(row);
        assertThat(app.refreshed(head).generation()).isEqualTo(3);
    }

    @Test
    void givenNoHintThenWhoeverMayAskWithoutAudienceIsToldThatToo() {
        App app = realm.confidentialClient("unhinted", "strict");
        App asking = resourceServer;
        Tokens login = app.login("alice");
        Tokens head = app.refreshed(login);

        assertThat(asking.accessActive(login.refresh())).as("superseded").isFalse();
        assertThat(asking.introspectedAs("access_token", login.refresh())).isFalse();
        assertThat(asking.accessActive(head.refresh())).as("the head").isTrue();
        assertThat(asking.accessActive(head.access())).isTrue();

        assertRefused(app.refresh(login.refresh()), REUSED);
        assertThat(asking.accessActive(head.refresh())).as("revoked").isFalse();
        assertThat(asking.accessActive(head.access())).isFalse();
    }

    /** As Keycloak alone would have answered. */
    @Test
    void givenNoHintUnderObserveThenItIsActiveAsInKeycloakAlone() {
        App app = realm.confidentialClient("observed-unhinted", "observing");
        App asking = resourceServer;
        Tokens login = app.login("alice");
        Tokens head = app.refreshed(app.refreshed(login));
        for (App asker : List.of(asking, app)) {
            assertThat(asker.introspectedAs("access_token", login.refresh()))
                    .as("superseded, by %s", asker.clientId())
                    .isEqualTo(asker.equals(asking));
        }
        assertThat(asking.accessActive(head.refresh())).isTrue();
        assertThat(app.refreshActive(login.refresh())).isTrue();
    }

    @Test
    void givenAPredecessorInItsGracePeriodThenItIsInactive() {
        App app = realm.confidentialClient("grace", "default");
        Tokens login = app.login("alice");
        app.refreshed(login);
        assertThat(app.refreshActive(login.refresh())).isFalse();
        assertThat(app.refresh(login.refresh()).status()).isEqualTo(200);
    }

    @Test
    void givenARevokedFamilyThenAllItsTokensAreInactive() {
        App app = realm.confidentialClient("revoked", "strict");
        Tokens login = app.login("alice");
        Tokens head = app.refreshed(login);
        assertRefused(app.refresh(login.refresh()), REUSED);
        for (Tokens tokens : List.of(login, head)) {
            assertThat(app.refreshActive(tokens.refresh())).isFalse();
        }
    }
}
