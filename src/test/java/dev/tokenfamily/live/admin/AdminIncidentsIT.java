package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin looks up what happened: one incident for each family, kind and enforcement, however often it happens. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminIncidentsIT {

    private static final int DAY = 24 * 3600;

    private final TestRealm realm;
    private final App app;
    private final App observed;

    AdminIncidentsIT(KeycloakServer server) {
        realm = TestRealm.create(server, "incidents")
                .govern("enforce", Map.of("grace-period-seconds", 0, "revocation-scope", "client-session"))
                .govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.publicClient("app", "enforce");
        observed = realm.publicClient("observed", "observe");
    }

    private JsonNode incidents(String query) {
        return realm.admin().read("/incidents/token-families/incidents?" + query);
    }

    private String count(String query) {
        return realm.admin()
                .get("/incidents/token-families/incidents/count?" + query)
                .text();
    }

    private JsonNode incident(Tokens tokens) {
        JsonNode incidents = incidents("familyId=" + tokens.familyId());
        assertThat(incidents).hasSize(1);
        return incidents.get(0);
    }

    @Test
    void givenAnEnforcedReuseThenTheIncidentTellsEverything() {
        Tokens stolen = app.login("alice");
        app.refresh(stolen.refresh(), "User-Agent", "Owner/1.0");
        realm.pass(3);

        assertRefused(app.refresh(stolen.refresh(), "User-Agent", "Thief/6.6 \u00e4"), REUSED);

        JsonNode incident = incident(stolen);
        assertThat(incident.path("time").asLong())
                .isBetween(
                        1000 * (realm.inside().now() - 60),
                        1000 * (realm.inside().now() + 1));
        assertThat(incident.path("clientId").asText()).isEqualTo("app");
        assertThat(incident.path("userId").asText()).isEqualTo(realm.userId("alice"));
        assertThat(incident.path("sessionId")).isEqualTo(stolen.refreshClaims().path("sid"));
        assertThat(incident.path("offline").asBoolean()).isFalse();
        assertThat(incident.path("kind").asText()).isEqualTo("recent-predecessor");
        assertThat(incident.path("presentedGeneration").asInt()).isZero();
        assertThat(incident.path("currentGeneration").asInt()).isEqualTo(1);
        assertThat(incident.path("presentedFrom").path("address").asText())
                .isEqualTo(realm.server().testHost());
        assertThat(incident.path("presentedFrom").path("userAgent").asText()).startsWith("Thief/6.6 ?");
        assertThat(incident.path("rotatedFrom").path("address").asText())
                .isEqualTo(realm.server().testHost());
        assertThat(incident.path("rotatedFrom").path("userAgent").asText()).isEqualTo("Owner/1.0");
        assertThat(incident.path("revocationScope").asText()).isEqualTo("client-session");
        assertThat(incident.path("enforcement").asText()).isEqualTo("enforce");
        assertThat(incident.path("repeats").asInt()).isZero();
        assertThat(incident.has("lastRepeatAt")).isFalse();
    }

    @Test
    void givenADeadFamilyWhenItsTokensComeThenTheIncidentCountsThem() {
        Tokens stolen = app.login("alice");
        Tokens head = app.refreshed(stolen);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        long before = incident(stolen).path("time").asLong();
        realm.govern("enforce", Map.of("grace-period-seconds", 0)); // its client session stays, so that we are asked
        Tokens again = app.login("alice");
        Tokens againHead = app.refreshed(again);
        assertRefused(app.refresh(again.refresh()), REUSED);
        realm.pass(30);

        assertRefused(app.refresh(again.refresh(), "User-Agent", "Thief/6.6"), REVOKED);
        assertRefused(app.refresh(againHead.refresh(), "User-Agent", "Thief/6.6"), REVOKED);
        assertRefused(app.refresh(againHead.refresh()), REVOKED);
        app.refresh(head.refresh());

        assertThat(incident(again).path("repeats").asInt()).isEqualTo(2);
        assertThat(incident(again).path("clientLoops").asInt()).isEqualTo(1);
        assertThat(incident(again).path("lastRepeatAt").asLong()).isGreaterThanOrEqualTo(before + 30_000);
        assertThat(incident(stolen).path("repeats").asInt()).isZero(); // its session ended: refused by Keycloak itself
    }

    @Test
    void givenReusesThenThereIsAnIncidentPerKindAndEnforcement() {
        Tokens first = observed.login("bob");
        Tokens second = observed.refreshed(first);
        Tokens third = observed.refreshed(second);
        for (int i = 0; i < 3; i++) {
            observed.refreshed(first);
            observed.refreshed(second);
        }
        JsonNode incidents = incidents("familyId=" + first.familyId());
        assertThat(incidents.findValuesAsText("kind")).containsExactlyInAnyOrder("recent-predecessor", "stale-lineage");
        assertThat(incidents.findValuesAsText("enforcement")).containsExactly("observe", "observe");
        assertThat(incidents.findValuesAsText("repeats")).containsExactly("2", "2");

        realm.govern("observe", Map.of("grace-period-seconds", 0));
        assertRefused(observed.refresh(second.refresh()), REUSED);
        assertSessionEnded(observed.refresh(third.refresh()));
        realm.govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));

        assertThat(incidents("familyId=" + first.familyId())).hasSize(3);
        assertThat(incidents("familyId=" + first.familyId() + "&enforcement=enforce")
                        .get(0)
                        .path("repeats")
                        .asInt())
                .as("Keycloak itself refuses what comes after the takedown of the session")
                .isZero();
    }

    @Test
    void givenIncidentsThenFiltersAndPagesChooseAmongThemNewestFirst() {
        App filtered = realm.publicClient("filtered", "enforce");
        realm.govern("enforce", Map.of("grace-period-seconds", 0));
        Tokens alices = reused(filtered, "alice");
        realm.pass(2);
        Tokens bobs = reused(filtered, "bob");
        String client = "clientId=filtered";
        assertThat(incidents(client).findValuesAsText("familyId")).containsExactly(bobs.familyId(), alices.familyId());
        assertThat(incidents(client + "&max=1").findValuesAsText("familyId")).containsExactly(bobs.familyId());
        assertThat(incidents(client + "&first=1").findValuesAsText("familyId")).containsExactly(alices.familyId());
        assertThat(incidents(client + "&userId=" + realm.userId("alice")).findValuesAsText("familyId"))
                .containsExactly(alices.familyId());
        assertThat(incidents("sessionId=" + bobs.refreshClaims().path("sid").asText()))
                .hasSize(1);
        assertThat(incidents(client + "&newest=1").findValuesAsText("familyId")).containsExactly(bobs.familyId());
        assertThat(incidents(client + "&newest=1&enforcement=observe")).isEmpty();
        assertThat(incidents(client + "&newest=1&userId=" + realm.userId("alice"))
                        .findValuesAsText("familyId"))
                .as("of hers")
                .containsExactly(alices.familyId());
        assertThat(count(client)).isEqualTo("2");
        assertThat(count(client + "&max=1")).isEqualTo("1");
        assertThat(count(client + "&newest=1&state=open")).isEqualTo("1");
        assertThat(incidents(client + "&enforcement=observe")).isEmpty();
        assertThat(incidents("familyId=nobodys")).isEmpty();
    }

    private static Tokens reused(App app, String user) {
        Tokens stolen = app.login(user);
        app.refreshed(stolen);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        return stolen;
    }

    @Test
    void givenAnOldIncidentOrARemovedUserThenItGoes() {
        TestRealm own =
                TestRealm.create(realm.server(), "incidents-old").govern("default", Map.of("grace-period-seconds", 0));
        App client = own.publicClient("app", "default");
        Tokens old = reused(client, "alice");
        String resource = "/incidents-old/token-families/incidents";
        own.pass(80 * DAY);
        reused(client, "bob");
        assertThat(own.admin().read(resource)).hasSize(2);

        own.pass(11 * DAY);
        Await.until(() -> own.admin().read(resource).size() == 1);
        assertThat(own.admin().read(resource).findValuesAsText("familyId")).doesNotContain(old.familyId());

        AdminApi.expectSuccess(own.admin().delete("/incidents-old/users/" + own.userId("bob")));
        Await.until(() -> own.admin().read(resource).isEmpty());
    }
}
