package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin asks which clients use copies of their tokens, again and again. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopiesIT {

    private static final int GENERATIONS = 4;
    private static final int DAY = 24 * 3600;
    private static final String ELSEWHERE = "203.0.113.9";

    private final TestRealm realm;

    CopiesIT(KeycloakServer server) {
        realm = TestRealm.create(server, "copies")
                .govern("minute", Map.of("grace-period-seconds", 60))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("recovering", Map.of("late-recovery-seconds", DAY));
    }

    private JsonNode copies(TestRealm of, String query) {
        return of.admin().read(new Report(of).path("/copies" + query));
    }

    /** Missing where it is not named. */
    private JsonNode named(String clientId, int days) {
        for (JsonNode client : copies(realm, "?days=" + days).path("clients")) {
            if (client.path("clientId").asText().equals(clientId)) {
                return client;
            }
        }
        return MissingNode.getInstance();
    }

    /** Each token but the newest is presented once more, so much later and from there, and the rotations are far between. */
    private Tokens retriesEach(App app, Tokens tokens, int later, String... headers) {
        Tokens token = tokens;
        for (int generation = 0; generation < GENERATIONS; generation++) {
            Tokens next = app.refreshed(token);
            realm.pass(later);
            assertThat(app.refresh(token.refresh(), headers).text("refresh_token"))
                    .isEqualTo(next.refresh());
            realm.pass(100);
            token = next;
        }
        return token;
    }

    private static void assertPattern(JsonNode client, String code, int families, String sentence) {
        JsonNode pattern = client.path("patterns").path(0);
        assertThat(pattern.path("code").asText()).as("%s", client).isEqualTo(code);
        assertThat(pattern.path("families").asInt()).isEqualTo(families);
        assertThat(pattern.path("text").asText()).contains(sentence);
        assertThat(pattern.path("remedy").asText()).isNotBlank();
    }

    private void assertWorst(JsonNode client, String user, int families, int streak, String code) {
        assertThat(client.path("recurringUsers").asInt()).isEqualTo(1);
        JsonNode worst = client.path("worst").path(0);
        assertThat(worst.path("userId").asText()).isEqualTo(realm.userId(user));
        assertThat(worst.path("username").asText()).isEqualTo(user);
        assertThat(worst.path("families").asInt()).isEqualTo(families);
        assertThat(worst.path("longestStreak").asInt()).isEqualTo(streak);
        assertThat(worst.path("code").asText()).isEqualTo(code);
    }

    @Test
    void givenProcessesThatRefreshInParallelThenTheirUserIsNamedAndAQuietClientIsNot() {
        App agents = realm.publicClient("agents", "minute");
        App quiet = realm.publicClient("quiet", "minute");
        Tokens token = agents.login("alice");
        Tokens calm = quiet.login("alice");
        agents.refreshed(agents.login("bob"));
        for (int generation = 0; generation < GENERATIONS; generation++) {
            Tokens next = agents.refreshed(token);
            agents.refreshed(token);
            agents.refreshed(token);
            token = next;
            calm = quiet.refreshed(calm);
        }
        Tokens lost = quiet.login("bob");
        quiet.refreshed(lost);
        quiet.refreshed(lost);

        JsonNode client = named("agents", 2);
        assertPattern(
                client, "parallel-processes", 1, "In 1 family, a replaced token came again from the same address");
        assertWorst(client, "alice", 1, GENERATIONS, "parallel-processes");
        assertThat(client.path("families").asInt()).isEqualTo(2);
        assertThat(client.path("affected").asInt()).isEqualTo(1);
        assertThat(named("quiet", 2).isMissingNode()).as("one retry is none").isTrue();
    }

    @Test
    void givenAnswersThatGetLostThenTheyAreToldFromParallelProcesses() {
        App phone = realm.publicClient("phone", "minute");
        retriesEach(phone, phone.login("bob"), 15);

        JsonNode client = named("phone", 2);
        assertPattern(client, "lost-answers", 1, "answers get lost");
        assertWorst(client, "bob", 1, GENERATIONS, "lost-answers");
    }

    @Test
    void givenRetriesFromElsewhereThenTheSentenceSaysThatAThiefLooksTheSame() {
        App twice = realm.publicClient("twice", "minute");
        retriesEach(twice, twice.login("alice"), 1, "X-Forwarded-For", ELSEWHERE);

        JsonNode client = named("twice", 2);
        assertPattern(client, "several-places", 1, "A thief looks the same");
        assertWorst(client, "alice", 1, GENERATIONS, "several-places");
        assertThat(client.toString()).as("no more than is needed").doesNotContain(ELSEWHERE);
    }

    @Test
    void givenOldCopiesOfThreeLoginsThenTheIncidentsTellOfThem() {
        App backups = realm.publicClient("backups", "strict");
        App laptops = realm.publicClient("laptops", "strict");
        for (int login = 0; login < 3; login++) {
            Tokens copy = backups.login("bob");
            backups.refreshed(backups.refreshed(copy));
            Tokens slept = laptops.login("alice");
            laptops.refreshed(slept);
            realm.pass(4 * 3600);
            assertRefused(backups.refresh(copy.refresh()), REUSED);
            assertRefused(laptops.refresh(slept.refresh()), REUSED);
            int incidents = login + 1;
            Await.until(() -> incidents("backups") == incidents && incidents("laptops") == incidents);
            assertThat(named("backups", 3).isMissingNode()).isEqualTo(incidents < 3);
        }

        assertPattern(named("backups", 3), "stale-copies", 3, "two or more rotations old");
        assertWorst(named("backups", 3), "bob", 3, 0, "stale-copies");
        assertPattern(named("laptops", 3), "sleeping-devices", 3, "In 3 families, a token came back minutes or hours");
    }

    @Test
    void givenAnswersThatWereLostForHoursAndRecoveredThenTheRowsTellOfThem() {
        App phones = realm.publicClient("phones", "recovering");
        for (int login = 1; login <= 3; login++) {
            Tokens lost = phones.login("bob");
            phones.refreshed(lost);
            realm.pass(3600);
            phones.refreshed(phones.refreshed(lost));
            assertThat(named("phones", 2).isMissingNode()).isEqualTo(login < 3);
        }
        assertPattern(named("phones", 2), "late-recoveries", 3, "late recovery let it pass");
        assertWorst(named("phones", 2), "bob", 3, 1, "late-recoveries");
        assertThat(incidents("phones")).isZero();
    }

    private int incidents(String clientId) {
        return realm.admin()
                .read("/copies/token-families/incidents/count?clientId=" + clientId)
                .asInt();
    }

    @Test
    void givenOneClientOrFewDaysOrAnotherRealmThenNothingElseIsTold() {
        App old = realm.publicClient("old", "minute");
        realm.publicClient("unused", "minute");
        retriesEach(old, old.login("alice"), 1);
        assertThat(copies(realm, "?clientId=old").path("clients").findValuesAsText("clientId"))
                .containsExactly("old");
        assertThat(copies(realm, "?clientId=unused").path("clients")).isEmpty();
        assertThat(copies(realm, "?clientId=unused").path("families").asInt()).isZero();
        TestRealm other = TestRealm.create(realm.server(), "copies-other").govern("minute", Map.of());
        App app = other.publicClient("old", "minute");
        app.refreshed(app.login("alice"));
        assertThat(copies(other, "").path("clients")).isEmpty();
        assertThat(copies(other, "").path("families").asInt()).isEqualTo(1);
        assertThat(copies(other, "").path("complete").asBoolean()).isTrue();

        realm.pass(3 * DAY);

        assertThat(named("old", 2).isMissingNode())
                .as("nobody was there in two days")
                .isTrue();
        assertThat(named("old", 7).isMissingNode()).isFalse();
    }

    @Test
    void givenAWrongQueryThenItSaysWhatIsWrong() {
        Report report = new Report(realm);
        assertThat(report.answer("/copies?days=91").text("errorMessage")).contains("an integer from 1 to 90");
        assertThat(report.answer("/copies?userId=x").status()).isEqualTo(400);
        assertThat(report.answer("/copies?clientId=nobody").status()).isEqualTo(404);
    }
}
