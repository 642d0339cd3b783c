package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Who may ask for the report, and how. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportQuestionIT {

    private final TestRealm realm;
    private final Report report;

    ReportQuestionIT(KeycloakServer server) {
        realm = TestRealm.create(server, "report-question", ReportQuestionIT::addAdmins);
        report = new Report(realm);
    }

    private static void addAdmins(RealmRepresentation settings) {
        UserRepresentation viewer = TestRealm.user("viewer");
        viewer.setClientRoles(Map.of("realm-management", List.of("view-users")));
        UserRepresentation other = TestRealm.user("other");
        other.setClientRoles(Map.of("realm-management", List.of("view-realm", "view-clients")));
        settings.setUsers(List.of(TestRealm.user("alice"), viewer, other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?days=0",
                "?days=91",
                "?days=-1",
                "?days=",
                "?days=7.0",
                "?days=seven",
                "?days=7&days=7",
                "?days=99999999999",
                "?days=%2B7"
            })
    void givenDaysThatNobodyKeepsThenTheAnswerSaysWhatIsPossible(String query) {
        Response answer = report.answer(query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage")).contains("'days'");
        assertThat(report.answer("?days=90").status()).isEqualTo(200);
        assertThat(report.answer("?days=1").status()).isEqualTo(200);
    }

    @Test
    void givenNoSuchClientThenTheAnswerSaysSo() {
        assertThat(report.answer("?clientId=nobody").status()).isEqualTo(404);
        assertThat(report.answer("?clientId=nobody").text()).contains("Could not find client");
        for (String query : List.of("?clientId=", "?clientId=a&clientId=b")) {
            assertThat(report.answer(query).status()).isEqualTo(400);
            assertThat(report.answer(query).text("errorMessage")).contains("'clientId'");
        }
    }

    @Test
    void givenUsersThenOnlyThoseWhoMayViewUsersMayRead() {
        App app = realm.publicClient("reader", "");
        assertThat(status("Bearer " + app.login("viewer").access())).isEqualTo(200);
        assertThat(status("Bearer " + app.login("other").access())).isEqualTo(403);
        assertThat(status("Bearer " + app.login("alice").access())).isEqualTo(403);
        assertThat(status("Bearer " + app.login("viewer").refresh())).isEqualTo(401);
        assertThat(Http.get(realm.admin().uri(report.path(""))).status()).isEqualTo(401);
    }

    private int status(String authorization) {
        return Http.get(realm.admin().uri(report.path("")), "Authorization", authorization)
                .status();
    }
}
