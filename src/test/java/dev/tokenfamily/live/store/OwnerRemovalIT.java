package dev.tokenfamily.live.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of what is removed go with it, and no others do. */
@ExtendWith(LiveKeycloak.class)
class OwnerRemovalIT {

    private final KeycloakServer server;

    OwnerRemovalIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void whenAUserAndAClientAreRemovedThenOnlyTheirRowsGo() {
        TestRealm realm = TestRealm.create(server, "removal").govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        App otherApp = realm.publicClient("other-app", "default");
        Tokens alices = app.refreshed(app.login("alice"));
        Tokens bobs = app.refreshed(app.login("bob"));
        Tokens alicesOther = otherApp.refreshed(otherApp.login("alice"));

        AdminApi.expectSuccess(realm.admin().delete("/removal/users/" + realm.userId("bob")));
        Await.until(() -> realm.inside().row(bobs.familyId()).isMissingNode());
        assertThat(realm.inside().rows()).hasSize(2);

        AdminApi.expectSuccess(realm.admin().delete("/removal/clients/" + realm.clientUuid("other-app")));
        Await.until(() -> realm.inside().row(alicesOther.familyId()).isMissingNode());
        assertThat(realm.inside().rows()).hasSize(1);
        assertThat(app.refreshed(alices).generation()).isEqualTo(2);
    }

    @Test
    void givenTwoRealmsWhenOneIsRemovedThenTheRowsOfTheOtherStay() {
        TestRealm gone = TestRealm.create(server, "removal-gone").govern("default", Map.of());
        TestRealm stays = TestRealm.create(server, "removal-stays").govern("default", Map.of());
        App goneApp = gone.publicClient("app", "default");
        App staysApp = stays.publicClient("app", "default");
        Tokens lost = goneApp.refreshed(goneApp.login("alice"));
        Tokens kept = staysApp.refreshed(staysApp.login("alice"));

        AdminApi.expectSuccess(gone.admin().delete("/removal-gone"));

        Await.until(() -> stays.inside().rowsWithId(lost.familyId()) == 0);
        assertThat(stays.inside().rowsWithId(kept.familyId())).isEqualTo(1);
        assertThat(staysApp.refreshed(kept).generation()).isEqualTo(2);
    }

    @Test
    void givenAFamilyOfExpiredTokensThenItsRowIsPurgedAndOthersStay() {
        TestRealm realm = TestRealm.create(server, "removal-purge", r -> r.setSsoSessionIdleTimeout(600))
                .govern("default", Map.of());
        App app = realm.publicClient("app", "default");
        Tokens old = app.refreshed(app.login("alice"));
        realm.pass(3 * 3600);
        Tokens fresh = app.refreshed(app.login("alice"));
        Await.until(() -> realm.inside().row(old.familyId()).isMissingNode());
        assertThat(realm.inside().row(fresh.familyId()).isMissingNode()).isFalse();
    }
}
