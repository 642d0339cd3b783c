package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an incident tells, and by what it is found. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentFactsIT {

    private final IncidentScene scene;

    IncidentFactsIT(KeycloakServer server) {
        scene = new IncidentScene(server, "incident-facts", settings -> {});
    }

    @Test
    void givenAReuseThenIncidentEventAndLogTellHowLateItWasAndWhatItLooksLike() {
        Tokens login = scene.app.login("alice");
        long issued = scene.realm.inside().now();
        scene.app.refreshed(login);
        scene.realm.pass(12);
        assertRefused(scene.app.refresh(login.refresh()), REUSED);

        JsonNode incident = scene.incident(login.familyId());
        assertThat(incident.path("username").asText()).isEqualTo("alice");
        assertThat(incident.path("delaySeconds").asLong()).isBetween(11L, 72L);
        assertThat(incident.path("successorIssuedAt").asLong() / 1000).isBetween(issued - 1, issued + 60);
        assertThat(incident.path("benign").asBoolean()).isTrue();
        assertThat(incident.path("state").asText()).isEqualTo("open");
        assertThat(incident.has("stateChangedAt")).isFalse();
        assertThat(incident.has("impersonator")).isFalse();
        assertThat(scene.realm
                        .admin()
                        .read(scene.incidents + "/" + incident.path("id").asText()))
                .isEqualTo(incident);

        String id = incident.path("id").asText();
        assertThat(scene.realm.lastEvent("app").detail("token_family_incident_id"))
                .isEqualTo(id);
        assertThat(scene.realm.lastEvent("app").detail("token_family_benign")).isEqualTo("true");
        assertThat(Long.parseLong(scene.realm.lastEvent("app").detail("token_family_reuse_delay")))
                .isCloseTo(incident.path("delaySeconds").asLong(), within(1L));
        assertThat(scene.realm.server().logged())
                .contains("benign=true incident=" + id + " realm_name=incident-facts client_id=app username=alice");

        assertRefused(scene.app.refresh(login.refresh()), REVOKED);
        assertThat(scene.realm.lastEvent("app").detail("token_family_revocation_reason"))
                .isEqualTo("REUSE");
        assertThat(scene.realm.lastEvent("app").detail("token_family_incident_id"))
                .isEqualTo(id);
    }

    @Test
    void givenIncidentsThenAddressAndDeviceOfEitherSideFindThem() {
        App client = scene.realm.publicClient("devices", "enforce");
        Theft theft = Theft.of(client, client.login("alice"));
        String here = "?clientId=devices&address=" + scene.realm.server().testHost();
        for (String query : new String[] {here, here + "&device=FIREFOX", "?clientId=devices&device=chrome%2F140"}) {
            assertThat(scene.realm.admin().read(scene.incidents + query).findValuesAsText("familyId"))
                    .as(query)
                    .containsExactly(theft.family());
        }
        for (String query :
                new String[] {"&device=%25", "&device=opera", "&address=203.0.113.250", "&state=confirmed"}) {
            assertThat(scene.realm.admin().read(scene.incidents + "?clientId=devices" + query))
                    .as(query)
                    .isEmpty();
        }
        assertThat(scene.realm.admin().get(scene.incidents + "?address=nowhere").status())
                .isEqualTo(400);
        assertThat(scene.realm.admin().get(scene.incidents + "?state=closed").text("errorMessage"))
                .contains("'closed'", "false-alarm");
    }

    /** An admin who looks at what a user sees has the user's session, and can lose its tokens as well. */
    @Test
    void givenASessionOfAnImpersonatorThenTheIncidentSaysWhoThatWasToThoseWhoMayKnow() {
        Tokens stolen = new Browser().impersonate(scene.realm.admin(), scene.app, scene.realm.userId("alice"));
        scene.app.refreshed(stolen);
        assertRefused(scene.app.refresh(stolen.refresh()), REUSED);
        JsonNode incident = scene.incident(stolen.familyId());
        assertThat(incident.path("impersonator").asText()).isEqualTo("admin");
        JsonNode seenByOthers = scene.viewer
                .get(scene.incidents + "/" + incident.path("id").asText())
                .json();
        assertThat(seenByOthers.path("username").asText()).isEqualTo("alice");
        assertThat(seenByOthers.has("impersonator")).as("without view-events").isFalse();
    }
}
