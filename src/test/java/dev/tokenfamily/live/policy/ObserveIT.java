package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Observing reports what enforcing would do, and does nothing. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObserveIT {

    private final TestRealm realm;
    private final App app;

    ObserveIT(KeycloakServer server) {
        realm = TestRealm.create(server, "observe")
                .govern("observe", Map.of("enforcement", "observe", "revocation-scope", "user"));
        app = realm.publicClient("app", "observe");
    }

    @Test
    void givenALateRetryThenItGetsTheHeadAndIsReported() {
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        realm.pass(60);
        assertThat(app.refreshed(first).refresh()).isEqualTo(head.refresh());
        SavedEvent event = realm.lastEvent("app");
        assertGranted(event, "reuse", first.familyId(), 0);
        assertThat(event.reuse()).isEqualTo("recent-predecessor");
        assertThat(event.enforcement()).isEqualTo("observe");
        assertThat(event.revocationScope()).isEqualTo("user");
        assertThat(app.refreshed(head).generation()).isEqualTo(2);
    }

    @Test
    void givenAnOldTokenThenItGetsATokenOfItsOwnGeneration() {
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(app.refreshed(app.refreshed(first)));
        realm.pass(60);
        Tokens sibling = app.refreshed(first);
        assertThat(sibling.generation()).isZero();
        assertThat(sibling.familyId()).isEqualTo(first.familyId());
        assertThat(app.refreshed(sibling).generation()).isZero();
        assertThat(app.refreshed(head).generation()).isEqualTo(4);
    }

    @Test
    void givenManyReusesThenOneIncidentOfEachKindCountsTheRest() {
        Tokens first = app.login("alice");
        Tokens second = app.refreshed(first);
        Tokens head = app.refreshed(second);
        realm.pass(60);
        for (int reuse = 0; reuse < 4; reuse++) {
            app.refreshed(first);
            app.refreshed(second);
        }
        JsonNode incidents = realm.admin().read("/observe/token-families/incidents?familyId=" + first.familyId());
        assertThat(incidents.findValuesAsText("kind")).containsExactlyInAnyOrder("recent-predecessor", "stale-lineage");
        assertThat(incidents.findValuesAsText("repeats")).containsExactly("3", "3");
        assertThat(realm.inside().revocation(first.familyId())).isEmpty();
        String ofThisFamily = "family=" + first.familyId();
        Await.until(() -> realm.server().logged(ofThisFamily).size() > 1); // a container's log comes later
        assertThat(realm.server().logged(ofThisFamily)).hasSize(2);
        assertThat(app.refreshed(head).generation()).isEqualTo(3);
    }
}
