package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Report;
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
import org.keycloak.representations.idm.RealmRepresentation;

/** What admins make of incidents, and what follows from it. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentReviewIT {

    private static final String REALM = "review";
    private static final String INCIDENTS = "/" + REALM + "/token-families/incidents";

    private static final int ADMINS = 6;

    private final MailServer mails;
    private final TestRealm realm;
    private final App app;
    private final App observed;
    private final RealmAdmin viewer;

    IncidentReviewIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = TestRealm.create(server, REALM, settings -> settings(server, settings))
                .govern("enforce", Map.of("grace-period-seconds", 0))
                .govern("observe", Map.of("grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.publicClient("app", "enforce");
        observed = realm.publicClient("observed", "observe");
        viewer = RealmAdmin.create(realm, "viewer", "view-users");
    }

    private void settings(KeycloakServer server, RealmRepresentation settings) {
        TestRealm.at(server, settings);
        settings.setAdminEventsEnabled(true);
        settings.setAdminEventsDetailsEnabled(true);
        settings.setSmtpServer(mails.settings());
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private JsonNode incident(String family) {
        return realm.incident("familyId=" + family);
    }

    private Response change(JsonNode incident, Map<String, ?> body) {
        return realm.admin().put(INCIDENTS + "/" + incident.path("id").asText() + "/state", body);
    }

    private JsonNode changed(JsonNode incident, Map<String, ?> body) {
        return expectSuccess(change(incident, body)).json();
    }

    private String lastAdminEvent() {
        for (JsonNode event : realm.admin().read("/" + REALM + "/admin-events")) {
            if (event.path("resourceType").asText().equals("TOKEN_FAMILY")) {
                return event.path("operationType").asText() + " "
                        + event.path("representation").asText();
            }
        }
        return "";
    }

    @Test
    void givenAReuseThenIncidentEventAndLogTellHowLateItWasAndWhatItLooksLike() {
        Tokens login = app.login("alice");
        long issued = realm.inside().now();
        app.refreshed(login);
        realm.pass(12);
        assertRefused(app.refresh(login.refresh()), REUSED);

        JsonNode incident = incident(login.familyId());
        assertThat(incident.path("username").asText()).isEqualTo("alice");
        assertThat(incident.path("delaySeconds").asLong()).isCloseTo(12, within(3L));
        assertThat(incident.path("successorIssuedAt").asLong() / 1000).isCloseTo(issued, within(3L));
        assertThat(incident.path("benign").asBoolean()).isTrue();
        assertThat(incident.path("state").asText()).isEqualTo("open");
        assertThat(incident.has("stateChangedAt")).isFalse();
        assertThat(incident.has("impersonator")).isFalse();
        assertThat(realm.admin().read(INCIDENTS + "/" + incident.path("id").asText()))
                .isEqualTo(incident);

        String id = incident.path("id").asText();
        assertThat(realm.lastEvent("app").detail("token_family_incident_id")).isEqualTo(id);
        assertThat(realm.lastEvent("app").detail("token_family_benign")).isEqualTo("true");
        assertThat(Long.parseLong(realm.lastEvent("app").detail("token_family_reuse_delay")))
                .isCloseTo(incident.path("delaySeconds").asLong(), within(1L));
        assertThat(realm.server().logged())
                .contains("benign=true incident=" + id + " realm_name=review client_id=app username=alice");

        assertRefused(app.refresh(login.refresh()), REVOKED);
        assertThat(realm.lastEvent("app").detail("token_family_revocation_reason"))
                .isEqualTo("REUSE");
        assertThat(realm.lastEvent("app").detail("token_family_incident_id")).isEqualTo(id);
    }

    /** By the one button: what was only observed ends, the user hears of it, and has to choose another password. */
    @Test
    void givenAnObservedReuseWhenTheTheftIsConfirmedThenItFallsAndTheUserIsTold() {
        realm.withUser("victim", user -> {});
        Tokens stolen = observed.login("victim");
        Tokens head = observed.refreshed(stolen);
        observed.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        Tokens elsewhere = app.login("victim");
        JsonNode incident = incident(stolen.familyId());
        Map<String, Object> confirmation = new TreeMap<>(Map.of(
                "state", "confirmed",
                "expected", "open",
                "revoke", "user",
                "notify", true,
                "requiredAction", "UPDATE_PASSWORD",
                "dryRun", true));

        JsonNode preview = changed(incident, confirmation);

        assertThat(preview.path("families").asInt()).isEqualTo(1);
        assertThat(preview.path("clientSessions").asInt()).isEqualTo(2);
        assertThat(preview.path("notify").asBoolean()).isTrue();
        assertThat(incident(stolen.familyId()).path("state").asText()).isEqualTo("open");
        app.refreshed(app.login("victim")); // nothing has ended
        int families = 2;

        confirmation.put("dryRun", false);
        JsonNode done = changed(incident, confirmation);

        assertThat(done.path("families").asInt()).isEqualTo(families);
        assertThat(done.path("clientSessions").asInt()).isEqualTo(3);
        assertThat(observed.refresh(head.refresh()).status()).isEqualTo(400);
        assertThat(app.refresh(elsewhere.refresh()).status()).isEqualTo(400);
        assertThat(app.userinfo(elsewhere.access()).status()).isEqualTo(401);
        assertThat(lastAdminEvent()).startsWith("UPDATE ").contains("\"state\":\"confirmed\"", "\"revoke\":\"user\"");
        assertThat(mails.only("victim@example.org").text()).contains("All your sessions were ended, on all devices.");
        assertThat(Jsoup.parse(new Browser().logIn(app, "victim").text()).selectFirst("#password-new"))
                .isNotNull();

        JsonNode now = incident(stolen.familyId());
        assertThat(now.path("state").asText()).isEqualTo("confirmed");
        assertThat(now.path("stateChangedBy").asText()).isEqualTo("admin");
        assertThat(now.path("stateChangedAt").asLong())
                .isGreaterThanOrEqualTo(now.path("time").asLong());
        JsonNode seenByOthers =
                viewer.get(INCIDENTS + "/" + incident.path("id").asText()).json();
        assertThat(seenByOthers.path("state").asText()).isEqualTo("confirmed");
        assertThat(seenByOthers.has("stateChangedBy")).as("without view-events").isFalse();
    }

    @Test
    void givenTwoAdminsThenTheSecondDoesNotOverwriteTheFirst() {
        Tokens stolen = observed.login("alice");
        Tokens head = observed.refreshed(stolen);
        observed.refresh(stolen.refresh());
        JsonNode incident = incident(stolen.familyId());
        changed(incident, Map.of("state", "dismissed", "expected", "open"));

        Response second = change(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("errorMessage")).contains("'dismissed'", "'open'");
        assertThat(incident(stolen.familyId()).path("state").asText()).isEqualTo("dismissed");
        observed.refreshed(head);
    }

    @Test
    void givenManyAdminsAtTheSameMomentThenOneOfThemDecides() {
        for (int round = 0; round < 3; round++) {
            Tokens stolen = observed.login("alice");
            observed.refreshed(stolen);
            observed.refresh(stolen.refresh());
            JsonNode incident = incident(stolen.familyId());
            List<Integer> answers =
                    Callers.atOnce(ADMINS, n -> change(incident, Map.of("state", "dismissed", "expected", "open"))
                            .status());
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        }
    }

    /** Whoever was too late has ended something as well. */
    @Test
    void givenAdminsWhoConfirmAtTheSameMomentThenAllThatEndsIsOnRecord() {
        int late = 0;
        for (int round = 0; round < 10 && late == 0; round++) {
            Tokens stolen = observed.login("alice");
            observed.refreshed(stolen);
            observed.refresh(stolen.refresh());
            JsonNode incident = incident(stolen.familyId());

            List<Response> answers = Callers.atOnce(
                    ADMINS,
                    n -> change(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family")));

            assertThat(answers)
                    .extracting(Response::status)
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
            late = (int) answers.stream()
                    .filter(answer -> answer.text().contains("has ended"))
                    .count();
            assertThat(adminEvents(incident)).hasSize(1 + late);
            assertThat(realm.admin()
                            .read("/" + REALM + "/token-families/history?familyId=" + stolen.familyId())
                            .findValuesAsText("kind"))
                    .containsOnlyOnce("admin");
        }
        assertThat(late).as("how many were too late").isPositive();
    }

    private List<String> adminEvents(JsonNode incident) {
        List<String> paths = new ArrayList<>();
        realm.admin().read("/" + REALM + "/admin-events?max=100").forEach(event -> {
            String path = event.path("resourcePath").asText();
            if (path.contains(incident.path("id").asText())) {
                paths.add(path);
            }
        });
        return paths;
    }

    @Test
    void givenARepeatThatTheAdminHasNotSeenThenTheDecisionIsRefused() {
        App client = realm.publicClient("unseen", "enforce");
        Tokens login = client.login("alice");
        client.refreshed(login);
        assertRefused(client.refresh(login.refresh()), REUSED);
        JsonNode seen = incident(login.familyId());
        assertThat(seen.path("repeats").asInt()).isZero();
        assertRefused(client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE), REVOKED);

        for (int repeats : new int[] {0, 2, Integer.MAX_VALUE}) {
            Response refused = change(seen, Map.of("state", "false-alarm", "expected", "open", "repeats", repeats));
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.text("errorMessage")).contains("1 repeats", "not " + repeats);
        }
        assertThat(incident(login.familyId()).path("state").asText()).isEqualTo("open");
        changed(seen, Map.of("state", "false-alarm", "expected", "open", "repeats", 1));
        assertThat(incident(login.familyId()).path("state").asText()).isEqualTo("false-alarm");
    }

    /** Whether the decision is refused or written: nobody has seen what the thief has done meanwhile. */
    @Test
    void givenAThiefInTheMomentOfTheDecisionThenTheIncidentIsOpenAfterwards() {
        App client = realm.publicClient("meanwhile", "enforce");
        for (int round = 0; round < 3; round++) {
            Tokens login = client.login("alice");
            client.refreshed(login);
            assertRefused(client.refresh(login.refresh()), REUSED);
            JsonNode seen = incident(login.familyId());
            Map<String, ?> dismissal = Map.of("state", "dismissed", "expected", "open", "repeats", 0);

            List<Integer> answers = Callers.atOnce(
                    ADMINS,
                    n -> n == 0
                            ? change(seen, dismissal).status()
                            : client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE)
                                    .status());

            assertThat(answers.get(0)).isIn(200, 409);
            JsonNode afterwards = incident(login.familyId());
            assertThat(afterwards.path("repeats").asInt()).isPositive();
            assertThat(afterwards.path("state").asText()).isEqualTo("open");
        }
    }

    @Test
    void givenAConfirmedTheftForWhichNothingHasEndedWhenTheThiefComesAgainThenItIsInTheQueueAgain() {
        App client = realm.publicClient("goes-on", "observe");
        Tokens stolen = client.login("bob");
        client.refreshed(stolen);
        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        JsonNode incident = incident(stolen.familyId());
        changed(incident, Map.of("state", "confirmed", "expected", "open"));
        assertThat(count("goes-on", "confirmed")).isEqualTo(1);
        assertThat(count("goes-on", "open")).isZero();

        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);

        assertThat(incident(stolen.familyId()).path("state").asText()).isEqualTo("open");
        assertThat(count("goes-on", "confirmed")).isZero();
        assertThat(count("goes-on", "open")).isEqualTo(1);
        changed(incident, Map.of("state", "confirmed", "expected", "open", "revoke", "family"));
        client.refresh(stolen.refresh(), "User-Agent", Theft.THIEFS_DEVICE);
        assertThat(count("goes-on", "confirmed")).isEqualTo(1);
        assertThat(count("goes-on", "open")).isZero();
    }

    private int count(String clientId, String state) {
        return realm.admin()
                .read(INCIDENTS + "/count?clientId=" + clientId + "&state=" + state)
                .asInt();
    }

    /** A false alarm is reopened by whoever comes from elsewhere, and never by the client that cannot stop. */
    @Test
    void givenAFalseAlarmThenOnlyATokenThatCouldMeanSomethingReopensIt() {
        App client = realm.publicClient("loops", "enforce");
        Tokens login = client.login("bob");
        client.refreshed(login);
        assertRefused(client.refresh(login.refresh()), REUSED);
        JsonNode incident = incident(login.familyId());
        changed(incident, Map.of("state", "false-alarm", "expected", "open"));
        changed(incident, Map.of("state", "false-alarm", "expected", "false-alarm"));
        assertThat(new Report(realm).of("loops").path("falseAlarms").asInt()).isEqualTo(1);

        for (int n = 0; n < 3; n++) {
            assertRefused(client.refresh(login.refresh()), REVOKED);
        }
        JsonNode looped = incident(login.familyId());
        assertThat(looped.path("clientLoops").asInt()).isEqualTo(3);
        assertThat(looped.path("repeats").asInt()).isZero();
        assertThat(looped.path("state").asText()).isEqualTo("false-alarm");

        assertRefused(client.refresh(login.refresh(), "User-Agent", Theft.THIEFS_DEVICE), REVOKED);
        JsonNode reopened = incident(login.familyId());
        assertThat(reopened.path("repeats").asInt()).isEqualTo(1);
        assertThat(reopened.path("state").asText()).isEqualTo("open");
        assertThat(reopened.has("stateChangedBy")).isFalse();
        assertThat(realm.admin().read(INCIDENTS + "?clientId=loops&state=open")).hasSize(1);
        assertThat(realm.admin()
                        .read(INCIDENTS + "/count?clientId=loops&state=false-alarm")
                        .asInt())
                .isZero();

        changed(reopened, Map.of("state", "dismissed", "expected", "open"));
        assertThat(new Report(realm).of("loops").path("falseAlarms").asInt()).isZero();
        assertThat(realm.admin()
                        .read(INCIDENTS + "/count?clientId=loops&state=dismissed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void givenIncidentsThenAddressAndDeviceOfEitherSideFindThem() {
        App client = realm.publicClient("devices", "enforce");
        Theft theft = Theft.of(client, client.login("alice"));
        String here = "?clientId=devices&address=" + realm.server().testHost();
        for (String query : new String[] {here, here + "&device=FIREFOX", "?clientId=devices&device=chrome%2F140"}) {
            assertThat(realm.admin().read(INCIDENTS + query).findValuesAsText("familyId"))
                    .as(query)
                    .containsExactly(theft.family());
        }
        for (String query :
                new String[] {"&device=%25", "&device=opera", "&address=203.0.113.250", "&state=confirmed"}) {
            assertThat(realm.admin().read(INCIDENTS + "?clientId=devices" + query))
                    .as(query)
                    .isEmpty();
        }
        assertThat(realm.admin().get(INCIDENTS + "?address=nowhere").status()).isEqualTo(400);
        assertThat(realm.admin().get(INCIDENTS + "?state=closed").text("errorMessage"))
                .contains("'closed'", "false-alarm");
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
        Tokens stolen = observed.login("bob");
        observed.refreshed(stolen);
        observed.refresh(stolen.refresh());
        JsonNode incident = incident(stolen.familyId());

        Response answer = Http.json(
                "PUT",
                realm.admin().uri(INCIDENTS + "/" + incident.path("id").asText() + "/state"),
                body,
                "Authorization",
                realm.admin().authorization());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage")).contains(named);
        assertThat(incident(stolen.familyId())).isEqualTo(incident);
    }

    @Test
    void givenNoRightToManageThenNothingIsDecided() {
        Tokens stolen = observed.login("bob");
        observed.refreshed(stolen);
        observed.refresh(stolen.refresh());
        JsonNode incident = incident(stolen.familyId());
        String path = INCIDENTS + "/" + incident.path("id").asText() + "/state";
        String body = "{\"state\":\"dismissed\",\"expected\":\"open\"}";
        assertThat(viewer.call("PUT", path, body).status()).isEqualTo(403);
        assertThat(viewer.call("PUT", INCIDENTS + "/unknown/state", body).status())
                .isEqualTo(403);
        assertThat(realm.admin()
                        .put(INCIDENTS + "/unknown/state", Map.of("state", "dismissed", "expected", "open"))
                        .status())
                .isEqualTo(404);
        assertThat(incident(stolen.familyId())).isEqualTo(incident);
    }

    /** An admin who looks at what a user sees has the user's session, and can lose its tokens as well. */
    @Test
    void givenASessionOfAnImpersonatorThenTheIncidentSaysWhoThatWasToThoseWhoMayKnow() {
        Tokens stolen = new Browser().impersonate(realm.admin(), app, realm.userId("alice"));
        app.refreshed(stolen);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        JsonNode incident = incident(stolen.familyId());
        assertThat(incident.path("impersonator").asText()).isEqualTo("admin");
        JsonNode seenByOthers =
                viewer.get(INCIDENTS + "/" + incident.path("id").asText()).json();
        assertThat(seenByOthers.path("username").asText()).isEqualTo("alice");
        assertThat(seenByOthers.has("impersonator")).as("without view-events").isFalse();
    }
}
