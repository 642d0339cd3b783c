package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.EXPIRED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lifetimes of a family. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifetimeIT {

    private final TestRealm realm;

    LifetimeIT(KeycloakServer server) {
        realm = TestRealm.create(server, "lifetimes")
                .govern("absolute", Map.of("absolute-lifetime-seconds", 3600))
                .govern("inactivity", Map.of("inactivity-lifetime-seconds", 600))
                .govern("changing", Map.of("absolute-lifetime-seconds", 600));
    }

    @Test
    void givenAnAbsoluteLifetimeWhenItIsOverThenEvenABusyFamilyEnds() {
        App app = realm.confidentialClient("absolute", "absolute");
        Tokens tokens = app.login("alice");
        for (int use = 0; use < 3; use++) {
            realm.pass(1000);
            tokens = app.refreshed(tokens);
        }
        assertThat(app.refreshActive(tokens.refresh())).isTrue();
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        assertRefusal(realm.lastEvent("absolute"), "expired", tokens.familyId(), 3);
        assertThat(app.refreshActive(tokens.refresh())).isFalse();
        assertThat(realm.inside().revocation(tokens.familyId())).isEmpty();
    }

    @Test
    void givenAnInactivityLifetimeWhenUsedInTimeThenItStartsAnew() {
        App app = realm.publicClient("inactivity", "inactivity");
        Tokens tokens = app.login("alice");
        for (int use = 0; use < 3; use++) {
            realm.pass(500);
            tokens = app.refreshed(tokens);
        }
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        assertRefusal(realm.lastEvent("inactivity"), "expired", tokens.familyId(), 3);
    }

    @Test
    void givenAnExpiredFamilyWhenItsLifetimeIsRaisedThenItLivesAgain() {
        App app = realm.publicClient("changing", "changing");
        Tokens tokens = app.refreshed(app.login("alice"));
        realm.pass(601);
        assertRefused(app.refresh(tokens.refresh()), EXPIRED);
        realm.govern("changing", Map.of("absolute-lifetime-seconds", 3600));
        assertThat(app.refreshed(tokens).generation()).isEqualTo(2);
    }
}
