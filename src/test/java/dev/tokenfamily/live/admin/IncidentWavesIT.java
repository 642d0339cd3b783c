package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Incidents that may be one attack are read together, and none is hidden by that (ADR 32). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentWavesIT {

    private static final String INCIDENTS = "/incident-waves/token-families/incidents";

    private final TestRealm realm;

    IncidentWavesIT(KeycloakServer server) {
        realm = TestRealm.create(server, "incident-waves").govern("default", Map.of("grace-period-seconds", 0));
    }

    /** An application of that name, after the full hour has come: what follows is of one hour. */
    private App app(String name) {
        realm.pass((int) (3600 - realm.inside().now() % 3600) + 1);
        return realm.publicClient(name, "default");
    }

    private JsonNode incidents(String query) {
        return realm.admin().read(INCIDENTS + "?" + query);
    }

    private String count(String query) {
        return realm.admin().get(INCIDENTS + "/count?" + query).text();
    }

    /** Some seconds after the one before, so that it is newer. */
    private Theft theft(App app, String user) {
        realm.pass(2);
        return Theft.of(app, app.login(user));
    }

    @Test
    void givenManyReusesAtOneClientInOneHourThenAListHasOneRowOfThem() {
        App shop = app("shop");
        Theft first = theft(shop, "alice");
        theft(shop, "bob");
        Theft last = theft(shop, "alice");
        realm.pass(3600);
        Theft later = theft(shop, "bob");

        JsonNode rows = incidents("clientId=shop&grouped=true");
        assertThat(rows.findValuesAsText("familyId")).containsExactly(later.family(), last.family());
        assertThat(rows.findValuesAsText("waveSize")).containsExactly("1", "3");
        assertThat(count("clientId=shop&grouped=true")).isEqualTo("2");
        assertThat(count("clientId=shop")).isEqualTo("4");

        String wave = rows.get(1).path("wave").asText();
        JsonNode opened = incidents("wave=" + wave);
        assertThat(opened.findValuesAsText("familyId"))
                .hasSize(3)
                .startsWith(last.family())
                .endsWith(first.family());
        assertThat(opened.findValues("waveSize")).isEmpty();
        assertThat(count("wave=" + wave)).isEqualTo("3");
    }

    /** A wave must not hide what is open behind what somebody has closed. */
    @Test
    void givenTheNewestOfAWaveIsDismissedThenTheOpenOnesAreStillListed() {
        App bank = app("bank");
        Theft open = theft(bank, "alice");
        Theft dismissed = theft(bank, "bob");
        String id = realm.incident("familyId=" + dismissed.family()).path("id").asText();
        AdminApi.expectSuccess(
                realm.admin().put(INCIDENTS + "/" + id + "/state", Map.of("state", "dismissed", "expected", "open")));

        JsonNode rows = incidents("clientId=bank&grouped=true&state=open");
        assertThat(rows.findValuesAsText("familyId")).containsExactly(open.family());
        assertThat(rows.findValuesAsText("waveSize")).containsExactly("1");
        assertThat(incidents("clientId=bank&grouped=true").findValuesAsText("waveSize"))
                .containsExactly("2");
    }

    /** Whoever asks for one user hears nothing of others in the same wave. */
    @Test
    void givenAWaveOfManyUsersThenTheListOfOneCountsOnlyHers() {
        App club = app("club");
        theft(club, "alice");
        theft(club, "bob");
        theft(club, "bob");
        JsonNode hers = incidents("grouped=true&clientId=club&userId=" + realm.userId("alice"));
        assertThat(hers.findValuesAsText("waveSize")).containsExactly("1");
    }

    /** What an earlier version has written is of no wave. */
    @Test
    void givenRowsOfAnEarlierVersionThenEachIsListed() {
        App old = app("old");
        List<String> families =
                List.of(theft(old, "alice").family(), theft(old, "alice").family());
        realm.incident("familyId=" + families.get(1)); // so that both are recorded
        realm.inside()
                .sql("update TOKEN_FAMILY_INCIDENT set WAVE = null where REALM_ID = :realm and FAMILY_ID in ('"
                        + String.join("', '", families) + "')");
        JsonNode rows = incidents("clientId=old&grouped=true");
        assertThat(rows.findValuesAsText("familyId")).containsExactlyInAnyOrderElementsOf(families);
        assertThat(rows.findValues("wave")).isEmpty();
        assertThat(rows.findValues("waveSize")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grouped=yes", "grouped=", "wave=", "wave=%00"})
    void givenAQueryThatIsWrongThenItIsRefused(String query) {
        assertThat(realm.admin().get(INCIDENTS + "?" + query).status()).isEqualTo(400);
    }
}
