package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody has seen when he decided is in the queue afterwards. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentReopeningIT {

    private final IncidentScene scene;

    IncidentReopeningIT(KeycloakServer server) {
        scene = new IncidentScene(server, "reopening", settings -> {});
    }

    @Test
    void givenARepeatThatTheAdminHasNotSeenThenTheDecisionIsRefused() {
        App client = scene.realm.publicClient("unseen", "enforce");
        Tokens login = client.login("alice");
        client.refreshed(login);
        assertRefused(client.refresh(login.refresh()), REUSED);
        JsonNode seen = scene.incident(login.familyId());
        assertThat(seen.path("repeats").asInt()).isZero();
        assertRefused(client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE), REVOKED);

        for (int repeats : new int[] {0, 2, Integer.MAX_VALUE}) {
            Response refused =
                    scene.change(seen, Map.of("state", "false-alarm", "expected", "open", "repeats", repeats));
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.text("errorMessage")).contains("1 repeats", "not " + repeats);
        }
        assertThat(scene.incident(login.familyId()).path("state").asText()).isEqualTo("open");
        scene.changed(seen, Map.of("state", "false-alarm", "expected", "open", "repeats", 1));
        assertThat(scene.incident(login.familyId()).path("state").asText()).isEqualTo("false-alarm");
    }

    /** Whether the decision is refused or written: nobody has seen what the thief has done meanwhile. */
    @Test
    void givenAThiefInTheMomentOfTheDecisionThenTheIncidentIsOpenAfterwards() {
        App client = scene.realm.publicClient("meanwhile", "enforce");
        for (int round = 0; round < 3; round++) {
            Tokens login = client.login("alice");
            client.refreshed(login);
            assertRefused(client.refresh(login.refresh()), REUSED);
            JsonNode seen = scene.incident(login.familyId());
            Map<String, ?> dismissal = Map.of("state", "dismissed", "expected", "open", "repeats", 0);

            List<Integer> answers = Callers.atOnce(
                    IncidentScene.ADMINS,
                    n -> n == 0
                            ? scene.change(seen, dismissal).status()
                            : client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE)
                                    .status());

            assertThat(answers.get(0)).isIn(200, 409);
            JsonNode afterwards = scene.incident(login.familyId());
            assertThat(afterwards.path("repeats").asInt()).isPositive();
            assertThat(afterwards.path("state").asText()).isEqualTo("open");
        }
    }

    @Test
    void givenAConfirmedTheftForWhichNothingHasEndedWhenTheThiefComesAgainThenItIsInTheQueueAgain() {
        App client = scene.realm.publicClient("goes-on", "observe");
        Tokens stolen = client.login("bob");
        client.refreshed(stolen);
        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        JsonNode incident = scene.incident(stolen.familyId());
        scene.changed(incident, Map.of("state", "confirmed", "expected", "open"));
        assertThat(count("goes-on", "confirmed")).isEqualTo(1);
        assertThat(count("goes-on", "open")).isZero();

        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);

        assertThat(scene.incident(stolen.familyId()).path("state").asText()).isEqualTo("open");
        assertThat(count("goes-on", "confirmed")).isZero();
        assertThat(count("goes-on", "open")).isEqualTo(1);
        scene.changed(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family"));
        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        assertThat(count("goes-on", "confirmed")).isEqualTo(1);
        assertThat(count("goes-on", "open")).isZero();
    }

    private int count(String clientId, String state) {
        return scene.realm
                .admin()
                .read(scene.incidents + "/count?clientId=" + clientId + "&state=" + state)
                .asInt();
    }

    /** A false alarm is reopened by whoever comes from elsewhere, and never by the client that cannot stop. */
    @Test
    void givenAFalseAlarmThenOnlyATokenThatCouldMeanSomethingReopensIt() {
        App client = scene.realm.publicClient("loops", "enforce");
        Tokens login = client.login("bob");
        client.refreshed(login);
        assertRefused(client.refresh(login.refresh()), REUSED);
        JsonNode incident = scene.incident(login.familyId());
        scene.changed(incident, Map.of("state", "false-alarm", "expected", "open"));
        scene.changed(incident, Map.of("state", "false-alarm", "expected", "false-alarm"));
        assertThat(new Report(scene.realm).of("loops").path("falseAlarms").asInt())
                .isEqualTo(1);

        for (int n = 0; n < 3; n++) {
            assertRefused(client.refresh(login.refresh()), REVOKED);
        }
        JsonNode looped = scene.incident(login.familyId());
        assertThat(looped.path("clientLoops").asInt()).isEqualTo(3);
        assertThat(looped.path("repeats").asInt()).isZero();
        assertThat(looped.path("state").asText()).isEqualTo("false-alarm");

        assertRefused(client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE), REVOKED);
        JsonNode reopened = scene.incident(login.familyId());
        assertThat(reopened.path("repeats").asInt()).isEqualTo(1);
        assertThat(reopened.path("state").asText()).isEqualTo("open");
        assertThat(reopened.has("stateChangedBy")).isFalse();
        assertThat(scene.realm.admin().read(scene.incidents + "?clientId=loops&state=open"))
                .hasSize(1);
        assertThat(scene.realm
                        .admin()
                        .read(scene.incidents + "/count?clientId=loops&state=false-alarm")
                        .asInt())
                .isZero();

        scene.changed(reopened, Map.of("state", "dismissed", "expected", "open"));
        assertThat(new Report(scene.realm).of("loops").path("falseAlarms").asInt())
                .isZero();
        assertThat(scene.realm
                        .admin()
                        .read(scene.incidents + "/count?clientId=loops&state=dismissed")
                        .asInt())
                .isEqualTo(1);
    }
}
