package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.admin.ApiDescription;
import dev.tokenfamily.admin.ApiOperation;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/openapi.yaml} describes is what the server answers. Only a 503 is not provoked here. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {

    private static final String ROOT = "/admin/realms/{realm}/token-families";
    private static final String JSON = "application/json";

    private final ApiDescription description = ApiDescription.read();
    private final TestRealm realm;
    private final App app;
    private final App observed;

    /** One of each: revoked for a reuse; offline and observed, with another incident; active. */
    private String revoked = "";

    private String offline = "";
    private String active = "";
    private String alice = "";

    OpenApiIT(KeycloakServer server) {
        realm = TestRealm.create(server, "openapi")
                .govern("enforce", Map.of("grace-period-seconds", 0))
                .govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.publicClient("app", "enforce");
        observed = realm.publicClient("observed", "observe");
    }

    @BeforeAll
    void familiesOfEveryKind() {
        alice = realm.userId("alice");
        Tokens stolen = app.login("alice");
        app.refreshed(stolen);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        revoked = stolen.familyId();

        Tokens kept = observed.login("bob", "openid offline_access");
        observed.refreshed(kept);
        observed.refreshed(kept);
        observed.refreshed(kept); // a repeat
        offline = kept.familyId();

        active = app.refreshed(app.login("bob")).familyId();
    }

    private ApiOperation operation(String name) {
        ApiOperation operation = description.operations().get(name);
        assertThat(operation).as(name).isNotNull();
        return operation;
    }

    private Response send(ApiOperation operation, String realmName, String rest, String... headers) {
        String path = operation
                        .path()
                        .replace("{realm}", realmName)
                        .replace("{id}", active)
                        .replace("{userId}", alice)
                        .replace("{name}", "strict")
                + rest;
        return Http.send(
                operation.verb(),
                realm.server().url().resolve(path),
                "{\"clientId\":\"app\",\"dryRun\":true}",
                headers);
    }

    private String admin() {
        return realm.admin().authorization();
    }

    private void assertDescribed(ApiOperation operation, Response answer, int status) {
        assertThat(answer.status()).as("%s: %s", operation, answer.text()).isEqualTo(status);
        assertThat(description.violations(operation, status, answer.json()))
                .as("%s %s", operation, answer.text())
                .isEmpty();
        if (!answer.text().isEmpty()) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(JSON);
        }
    }

    private JsonNode asked(String name, String path, String query) {
        Response answer = realm.admin().get("/openapi/token-families" + path + query);
        assertDescribed(operation("GET " + ROOT + name), answer, 200);
        return answer.json();
    }

    @Test
    void whenFamiliesAreReadThenTheyAreAsDescribed() {
        assertThat(asked("", "", "").findValuesAsText("id")).contains(revoked, offline, active);
        assertThat(asked("", "", "?status=revoked&clientId=app&first=0&max=100").findValuesAsText("revocationReason"))
                .contains("REUSE");
        assertThat(asked("/count", "/count", "").asInt()).isGreaterThanOrEqualTo(3);
        for (String id : new String[] {revoked, offline, active}) {
            assertThat(asked("/{id}", "/" + id, "").path("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void whenIncidentsAreReadThenTheyAreAsDescribed() {
        JsonNode incidents = asked("/incidents", "/incidents", "");
        assertThat(incidents.findValuesAsText("familyId")).containsExactlyInAnyOrder(revoked, offline);
        assertThat(incidents.findValues("lastRepeatAt")).isNotEmpty();
        assertThat(asked("/incidents/count", "/incidents/count", "?state=open").asInt())
                .isEqualTo(2);
        String id = incidents.get(0).path("id").asText();
        assertThat(asked("/incidents/{id}", "/incidents/" + id, "")).isEqualTo(incidents.get(0));
        Response changed = realm.admin()
                .put(
                        "/openapi/token-families/incidents/" + id + "/state",
                        Map.of("state", "confirmed", "expected", "open", "requiredAction", "UPDATE_PASSWORD"));
        assertDescribed(operation("PUT " + ROOT + "/incidents/{id}/state"), changed, 200);
        Response overtaken = realm.admin()
                .put(
                        "/openapi/token-families/incidents/" + id + "/state",
                        Map.of("state", "dismissed", "expected", "open"));
        assertDescribed(operation("PUT " + ROOT + "/incidents/{id}/state"), overtaken, 409);
        assertThat(asked("/incidents/{id}", "/incidents/" + id, "").has("stateChangedBy"))
                .isTrue();
    }

    @Test
    void whenTheHistoryIsReadThenItIsAsDescribed() {
        JsonNode ends = asked("/history", "/history", "?familyId=" + revoked);
        assertThat(ends.findValuesAsText("cause")).contains("reuse");
        assertThat(ends.findValues("incidentId")).isNotEmpty();
    }

    @Test
    void whenAUserIsExportedThenThatIsAsDescribed() {
        String name = "/users/{userId}/data";
        assertThat(asked(name, "/users/" + alice + "/data", "?max=100").findValuesAsText("id"))
                .contains(revoked);
        assertThat(asked("/incidents", "/incidents", "?grouped=true").findValues("waveSize"))
                .isNotEmpty();
    }

    @Test
    void whenPoliciesAreReadThenTheyAreAsDescribed() {
        realm.publicClient("ungoverned", "");
        assertThat(asked("/policy", "/policy", "?clientId=ungoverned").has("effective"))
                .isFalse();
        assertThat(asked("/policy", "/policy", "?clientId=app").has("effective"))
                .isTrue();
        assertThat(asked("/policy", "/policy", "?clientId=observed")
                        .path("warnings")
                        .findValuesAsText("id"))
                .contains("observing");
    }

    @Test
    void whenClientsAndTheReportAreReadThenTheyAreAsDescribed() {
        JsonNode clients = asked("/clients", "/clients", "?max=1000");
        assertThat(clients.findValuesAsText("clientId")).contains("app", "observed");
        assertThat(asked("/clients/count", "/clients/count", "").asInt()).isEqualTo(clients.size());
        JsonNode report = asked("/report", "/report", "");
        assertThat(report.findValues("recommendation")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(report.path("daily")).hasSize(7);
        assertThat(asked("/report/copies", "/report/copies", "?days=7")
                        .path("complete")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whenFamiliesAreRevokedThenTheAnswersAreAsDescribed() {
        Tokens tokens = app.refreshed(app.login("alice"));
        ApiOperation one = operation("DELETE " + ROOT + "/{id}");
        ApiOperation many = operation("POST " + ROOT + "/revoke");
        assertDescribed(one, realm.admin().delete("/openapi/token-families/" + tokens.familyId()), 204);
        assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400);
        Map<String, ?> body =
                Map.of("sessionId", tokens.refreshClaims().path("sid").asText());
        Response answer = realm.admin().post("/openapi/token-families/revoke", body);
        assertDescribed(many, answer, 200);
        assertThat(answer.json().path("clientSessions").asInt()).isEqualTo(1);
    }

    @Test
    void whenPresetsAreUsedThenTheAnswersAreAsDescribed() {
        String path = "/openapi/token-families/presets";
        realm.publicClient("preset", "");
        ApiOperation on = operation("POST " + ROOT + "/presets/{name}");
        ApiOperation off = operation("DELETE " + ROOT + "/presets/{name}");
        Map<String, ?> body = Map.of("clientIds", List.of("preset"), "configuration", Map.of("notify-user", true));
        assertDescribed(on, realm.admin().post(path + "/observe-first", body), 200);
        assertThat(asked("/presets", "/presets", "").findValuesAsText("clientIds"))
                .hasSize(8);
        asked("/presets/form", "/presets/form", "?locale=de");
        assertDescribed(on, realm.admin().post(path + "/observe-first", Map.of("version", "old")), 409);
        assertDescribed(off, realm.admin().delete(path + "/observe-first?clientId=preset"), 200);
        assertDescribed(off, realm.admin().delete(path + "/observe-first"), 200);
        assertDescribed(
                operation("POST " + ROOT + "/setup"),
                realm.admin().post("/openapi/token-families/setup", Map.of("console", true, "dryRun", true)),
                200);
    }

    private Collection<ApiOperation> operations() {
        return description.operations().values();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void givenNoTokenOrNoRightOrNoRealmThenTheRefusalIsAsDescribed(ApiOperation operation) {
        String nobody = "Bearer " + app.login("alice").access();
        assertDescribed(operation, send(operation, "openapi", "", "Content-Type", JSON), 401);
        assertDescribed(operation, send(operation, "openapi", "", "Content-Type", JSON, "Authorization", nobody), 403);
        assertDescribed(operation, send(operation, "nowhere", "", "Content-Type", JSON, "Authorization", admin()), 404);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void givenAQueryThenTheParametersThatTheServerKnowsAreDescribed(ApiOperation operation) {
        TreeSet<String> parameters = new TreeSet<>(operation.parameters("query"));
        if (!parameters.isEmpty()) {
            Response answer = send(operation, "openapi", "?unheard-of=1", "Authorization", admin());
            assertDescribed(operation, answer, 400);
            assertThat(answer.text("errorMessage")).endsWith("known are " + parameters);
        }
    }

    @Test
    void givenAWrongBodyThenTheRefusalIsAsDescribed() {
        ApiOperation operation = operation("POST " + ROOT + "/revoke");
        String path = "/openapi/token-families/revoke";
        assertDescribed(operation, realm.admin().post(path, "{}"), 400);
        assertDescribed(operation, realm.admin().post(path, " ".repeat(64 * 1024 + 1)), 413);
        assertDescribed(
                operation, send(operation, "openapi", "", "Content-Type", "text/plain", "Authorization", admin()), 415);
    }
}
