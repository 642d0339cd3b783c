package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What admins make of incidents, and what follows from it. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentReviewIT {

    /** As a rule, somebody is too late in the first one already; on a single processor it may take some. */
    private static final int ROUNDS = 100;

    private final MailServer mails;
    private final IncidentScene scene;

    IncidentReviewIT(KeycloakServer server) {
        mails = MailServer.of(server);
        scene = new IncidentScene(server, "review", settings -> {
            TestRealm.at(server, settings);
            settings.setSmtpServer(mails.settings());
        });
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** By the one button: what was only observed ends, the user hears of it, and has to choose another password. */
    @Test
    void givenAnObservedReuseWhenTheTheftIsConfirmedThenItFallsAndTheUserIsTold() {
        scene.realm.withUser("victim", user -> {});
        Tokens stolen = scene.observed.login("victim");
        Tokens head = scene.observed.refreshed(stolen);
        scene.observed.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        Tokens elsewhere = scene.app.login("victim");
        JsonNode incident = scene.incident(stolen.familyId());
        Map<String, Object> confirmation = new TreeMap<>(Map.of(
                "state", "confirmed",
                "expected", "open",
                "revoke", "user",
                "notify", true,
                "requiredAction", "UPDATE_PASSWORD",
                "dryRun", true));

        JsonNode preview = scene.changed(incident, confirmation);

        assertThat(preview.path("families").asInt()).isEqualTo(1);
        assertThat(preview.path("clientSessions").asInt()).isEqualTo(2);
        assertThat(preview.path("notify").asBoolean()).isTrue();
        assertThat(scene.incident(stolen.familyId()).path("state").asText()).isEqualTo("open");
        scene.app.refreshed(scene.app.login("victim")); // nothing has ended

        confirmation.put("dryRun", false);
        JsonNode done = scene.changed(incident, confirmation);

        assertThat(done.path("families").asInt()).isEqualTo(2);
        assertThat(done.path("clientSessions").asInt()).isEqualTo(3);
        assertThat(scene.observed.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(scene.app.refresh(elsewhere.refresh()).status()).isEqualTo(400);
        assertThat(scene.app.userinfo(elsewhere.access()).status()).isEqualTo(401);
        assertThat(adminEvents(incident)).singleElement().satisfies(event -> {
            assertThat(event.path("operationType").asText()).isEqualTo("UPDATE");
            assertThat(event.path("representation").asText())
                    .contains("\"state\":\"confirmed\"", "\"revoke\":\"user\"");
        });
        assertThat(mails.only("victim@example.org").text()).contains("All your sessions were ended, on all devices.");
        assertThat(Jsoup.parse(new Browser().logIn(scene.app, "victim").text()).selectFirst("#password-new"))
                .isNotNull();

        JsonNode now = scene.incident(stolen.familyId());
        assertThat(now.path("state").asText()).isEqualTo("confirmed");
        assertThat(now.path("stateChangedBy").asText()).isEqualTo("admin");
        assertThat(now.path("stateChangedAt").asLong())
                .isGreaterThanOrEqualTo(now.path("time").asLong());
        JsonNode seenByOthers = scene.viewer
                .get(scene.incidents + "/" + incident.path("id").asText())
                .json();
        assertThat(seenByOthers.path("state").asText()).isEqualTo("confirmed");
        assertThat(seenByOthers.has("stateChangedBy")).as("without view-events").isFalse();
    }

    @Test
    void givenTwoAdminsThenTheSecondDoesNotOverwriteTheFirst() {
        Tokens stolen = scene.observed.login("alice");
        Tokens head = scene.observed.refreshed(stolen);
        scene.observed.refresh(stolen.refresh());
        JsonNode incident = scene.incident(stolen.familyId());
        scene.changed(incident, Map.of("state", "dismissed", "expected", "open"));

        Response second = scene.change(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("errorMessage")).contains("'dismissed'", "'open'");
        assertThat(scene.incident(stolen.familyId()).path("state").asText()).isEqualTo("dismissed");
        scene.observed.refreshed(head);
    }

    @Test
    void givenManyAdminsAtTheSameMomentThenOneOfThemDecides() {
        for (int round = 0; round < 3; round++) {
            JsonNode incident = scene.observedReuse("alice");
            List<Integer> answers = Callers.atOnce(
                    IncidentScene.ADMINS, n -> scene.change(incident, Map.of("state", "dismissed", "expected", "open"))
                            .status());
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        }
    }

    /** Whoever was too late has ended something as well. */
    @Test
    void givenAdminsWhoConfirmAtTheSameMomentThenAllThatEndsIsOnRecord() {
        int late = 0;
        for (int round = 0; round < ROUNDS && late == 0; round++) {
            JsonNode incident = scene.observedReuse("alice");

            List<Response> answers = Callers.atOnce(
                    IncidentScene.ADMINS,
                    n -> scene.change(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family")));

            assertThat(answers)
                    .extracting(Response::status)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
            late = (int) answers.stream()
                    .filter(answer -> answer.text().contains("has ended"))
                    .count();
            assertThat(adminEvents(incident)).hasSize(1 + late);
            assertThat(history("familyId=" + incident.path("familyId").asText()).findValuesAsText("kind"))
                    .containsOnlyOnce("admin");
        }
        assertThat(late).as("how many were too late").isPositive();
    }

    /** What ends before the state is written has ended all the same, and its admin event must not go with the state. */
    @Test
    void givenAnIncidentThatCannotBeWrittenThenWhatHasEndedIsOnRecordAndAnotherTryIsSafe() {
        scene.realm.withUser("half", user -> {});
        Tokens elsewhere = scene.app.refreshed(scene.app.login("half"));
        JsonNode incident = scene.observedReuse("half");
        Map<String, ?> confirmation =
                Map.of("state", "confirmed", "expected", "open", "revoke", "user", "notify", true);

        Response failed = scene.realm
                .inside()
                .whileLocked(
                        "select ID from TOKEN_FAMILY_INCIDENT where REALM_ID = :realm for update",
                        Ending.byAdmin(scene.realm, "PUT", path(incident), confirmation));

        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.text("errorMessage"))
                .contains("has ended", "not 'confirmed'", "families: 2", "sessions: 2", "Try again");
        assertThat(scene.app.refresh(elsewhere.refresh()).status()).isEqualTo(400);
        assertThat(scene.incident(incident.path("familyId").asText())).isEqualTo(incident);
        assertThat(adminEvents(incident)).singleElement().satisfies(event -> assertThat(
                        event.path("representation").asText())
                .contains("\"revoke\":\"user\"", "\"families\":2", "\"clientSessions\":2")
                .doesNotContain("\"state\""));
        JsonNode ends = history("userId=" + scene.realm.userId("half"));
        assertThat(ends.findValuesAsText("cause")).containsExactly("admin-revocation");
        assertThat(ends.at("/0/by/username").asText()).isEqualTo("admin");

        JsonNode done = scene.changed(incident, confirmation);

        assertThat(done.path("families").asInt()).isZero();
        assertThat(done.path("clientSessions").asInt()).isZero();
        assertThat(scene.incident(incident.path("familyId").asText())
                        .path("state")
                        .asText())
                .isEqualTo("confirmed");
        assertThat(mails.only("half@example.org").text()).contains("All your sessions were ended");
        assertThat(adminEvents(incident)).hasSize(2);
        assertThat(history("userId=" + scene.realm.userId("half"))).isEqualTo(ends);
    }

    private static String path(JsonNode incident) {
        return "/token-families/incidents/" + incident.path("id").asText() + "/state";
    }

    private JsonNode history(String query) {
        return scene.realm.admin().read("/review/token-families/history?" + query);
    }

    private List<JsonNode> adminEvents(JsonNode incident) {
        List<JsonNode> events = new ArrayList<>();
        scene.realm.admin().read("/review/admin-events?max=100").forEach(event -> {
            if (event.path("resourcePath").asText().contains(incident.path("id").asText())) {
                events.add(event);
            }
        });
        return events;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 'state'",
                "{\"state\":\"confirmed\"} | 'expected'",
                "{\"state\":\"closed\",\"expected\":\"open\"} | 'closed'",
                "{\"state\":\"dismissed\",\"expected\":\"open\",\"revoke\":\"user\"} | 'revoke'",
                "{\"state\":\"false-alarm\",\"expected\":\"open\",\"notify\":true} | 'notify'",
                "{\"state\":\"confirmed\",\"expected\":\"open\",\"revoke\":\"realm\"} | 'realm'",
                "{\"state\":\"confirmed\",\"expected\":\"open\",\"notify\":true} | 'notify'",
                "{\"state\":\"confirmed\",\"expected\":\"open\",\"requiredAction\":\"TERMS\"} | UPDATE_PASSWORD",
                "{\"state\":\"dismissed\",\"expected\":\"open\",\"repeats\":-1} | 'repeats'",
                "{\"state\":\"dismissed\",\"expected\":\"open\",\"repeats\":\"0\"} | 'repeats'",
                "{\"state\":\"dismissed\",\"expected\":\"open\",\"repeats\":0.5} | 'repeats'",
                "{\"state\":\"confirmed\",\"expected\":\"open\",\"user\":\"alice\"} | 'user'"
            })
    void givenARequestThatSaysNothingUsefulThenItIsRefusedByName(String body, String named) {
        JsonNode incident = scene.observedReuse("bob");

        Response answer = Http.json(
                "PUT",
                scene.realm.admin().uri(scene.state(incident)),
                body,
                "Authorization",
                scene.realm.admin().authorization());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage")).contains(named);
        assertThat(scene.incident(incident.path("familyId").asText())).isEqualTo(incident);
    }

    @Test
    void givenNoRightToManageThenNothingIsDecided() {
        JsonNode incident = scene.observedReuse("bob");
        String path = scene.state(incident);
        String body = "{\"state\":\"dismissed\",\"expected\":\"open\"}";
        assertThat(scene.viewer.call("PUT", path, body).status()).isEqualTo(403);
        assertThat(scene.viewer
                        .call("PUT", scene.incidents + "/unknown/state", body)
                        .status())
                .isEqualTo(403);
        assertThat(scene.realm
                        .admin()
                        .put(scene.incidents + "/unknown/state", Map.of("state", "dismissed", "expected", "open"))
                        .status())
                .isEqualTo(404);
        assertThat(scene.incident(incident.path("familyId").asText())).isEqualTo(incident);
    }
}
