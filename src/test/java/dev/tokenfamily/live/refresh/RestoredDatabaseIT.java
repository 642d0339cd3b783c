package dev.tokenfamily.live.refresh;

import static dev.tokenfamily.harness.realm.RefreshAssertions.UNKNOWN;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that are newer than the database, after it has been restored from a backup. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoredDatabaseIT {

    private final TestRealm realm;
    private final App app;

    RestoredDatabaseIT(KeycloakServer server) {
        realm = TestRealm.create(server, "restored").govern("default", Map.of());
        app = realm.publicClient("app", "default");
    }

    @Nested
    final class GivenARowThatLostGenerations {

        @Test
        void whenTheHeadComesThenTheRowIsAdvancedPastIt() {
            Tokens head = app.refreshed(app.refreshed(app.refreshed(app.login("alice"))));
            restoreTo(1, head);
            Tokens next = app.refreshed(head);
            assertThat(next.generation()).isEqualTo(4);
            SavedEvent event = realm.lastEvent("app");
            assertGranted(event, "catch_up", head.familyId(), 3);
            assertThat(event.catchUp()).isEmpty();
            assertThat(app.refreshed(next).generation()).isEqualTo(5);
        }

        @Test
        void whenItHappensAgainToTheSameFamilyThenItIsAnIncident() {
            Tokens head = app.refreshed(app.refreshed(app.login("alice")));
            restoreTo(0, head);
            Tokens caughtUp = app.refreshed(head);
            restoreTo(1, head);
            assertThat(app.refreshed(caughtUp).generation()).isEqualTo(4);
            assertThat(realm.lastEvent("app").catchUp()).hasValue("repeated");
            assertThat(realm.server().logged("family=" + head.familyId()))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("WARN", "verdict=catch_up kind=first"),
                            line -> assertThat(line).contains("WARN", "verdict=catch_up kind=repeated"));
        }
    }

    @Test
    void givenALostRowThenALaterGenerationIsUnknownWithoutAlarm() {
        Tokens head = app.refreshed(app.login("alice"));
        realm.inside().sql("delete from TOKEN_FAMILY where REALM_ID = :realm and ID = '" + head.familyId() + "'");
        assertRefused(app.refresh(head.refresh()), UNKNOWN);
        assertRefusal(realm.lastEvent("app"), "unknown", head.familyId(), 1);
        assertThat(realm.inside().row(head.familyId()).isMissingNode()).isTrue();
    }

    private void restoreTo(int generation, Tokens tokens) {
        realm.inside()
                .sql("update TOKEN_FAMILY set GENERATION = " + generation + ", HEAD_JTI = 'from-the-backup'"
                        + " where REALM_ID = :realm and ID = '" + tokens.familyId() + "'");
    }
}
