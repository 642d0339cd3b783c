package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.RealmRepresentation;

/** Before a policy is enforced, an admin asks what that would have done, and how long the grace period should be. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {

    private static final int MINUTE = 60;
    private static final int DAY = 24 * 3600;
    private static final String ELSEWHERE = "203.0.113.9";

    private final TestRealm realm;
    private final Report report;

    ReportIT(KeycloakServer server) {
        realm = TestRealm.create(server, "report", ReportIT::addCarol)
                .govern("observe", Map.of("grace-period-seconds", 60, "enforcement", "observe"))
                .govern("strict", Map.of("grace-period-seconds", 0));
        report = new Report(realm);
    }

    private static void addCarol(RealmRepresentation settings) {
        settings.setUsers(List.of(TestRealm.user("alice"), TestRealm.user("bob"), TestRealm.user("carol")));
    }

    @Test
    void givenLostAnswersAndAThiefThenTheyAreToldApartAsDocumented() throws IOException, InterruptedException {
        App spa = realm.publicClient("spa", "observe");
        Tokens first = spa.login("alice");
        Tokens second = spa.refreshed(first);
        realm.pass(4);
        assertThat(spa.refreshed(first).refresh()).isEqualTo(second.refresh());
        int delay = Integer.parseInt(realm.lastEvent("spa").graceDelay());
        Tokens third = spa.refreshed(second);
        realm.pass(7 * MINUTE); // a laptop that sleeps
        assertThat(spa.refreshed(second).refresh()).isEqualTo(third.refresh());
        Tokens stolen = spa.login("bob");
        spa.refreshed(spa.refreshed(stolen));
        realm.pass(61);
        for (int theft = 0; theft < 3; theft++) {
            assertThat(spa.refresh(stolen.refresh(), "X-Forwarded-For", ELSEWHERE)
                            .status())
                    .isEqualTo(200);
        }
        spa.refreshed(spa.login("carol"));

        JsonNode told = report.of("spa");

        assertThat(told.path("refreshes").asInt()).isEqualTo(10);
        assertThat(verdict(told, "rotate")).isEqualTo(5);
        assertThat(verdict(told, "grace_retry")).isEqualTo(1);
        assertThat(verdict(told, "reuse")).isEqualTo(4);
        assertThat(verdict(told, "revoked")).isZero();
        assertThat(told.path("verdicts")).hasSize(12);
        assertThat(told.path("graceRetries").path("count").asInt()).isEqualTo(1);
        for (String percentile : List.of("p50", "p95", "p99", "max")) {
            assertThat(told.path("graceRetries")
                            .path("delaySeconds")
                            .path(percentile)
                            .asInt())
                    .isEqualTo(delay);
        }
        assertThat(told.path("wouldBeRevocations").asInt()).isEqualTo(2);
        assertThat(told.path("avoidable").asInt()).isEqualTo(1);
        assertThat(told.path("revocations").asInt()).isZero();
        assertThat(told.path("distinctUsers").asInt()).isEqualTo(3);
        assertThat(told.path("usersAffected").asInt()).isEqualTo(2);
        assertThat(told.path("benignRetries").asInt()).isEqualTo(2);
        assertThat(told.path("shortestGraceSeconds").asInt()).isEqualTo(450);
        assertThat(told.path("observed").path("refreshes").asInt()).isEqualTo(10);
        assertThat(told.path("observed").path("incidents").asInt()).isEqualTo(2);
        assertThat(told.path("observed").path("lostAnswers").asInt()).isEqualTo(1);
        assertThat(told.path("enforced").path("refreshes").asInt()).isZero();
        assertThat(told.path("recommendation").path("code").asText()).isEqualTo("look-at-incidents");
        KeycloakServer server = realm.server();
        DocumentedCommands.in("docs/reference/report.md")
                .section("From observe to enforce")
                .run(Map.of(
                        "KC", server.url().toString(),
                        "KC_HOME", ServerHome.tools().toString(),
                        "REALM", realm.name(),
                        "CLIENT", "spa",
                        "ADMIN_PASSWORD", AdminApi.USER));
    }

    private static int verdict(JsonNode told, String verdict) {
        return told.path("verdicts").path(verdict).asInt(-1);
    }

    @Test
    void whenTheAdvisedGraceIsEnforcedThenTheSameRetryIsAnswered() {
        App app = realm.publicClient("advised", "observe");
        Tokens lost = app.login("alice");
        app.refreshed(lost);
        realm.pass(7 * MINUTE);
        app.refreshed(lost);
        int advised = report.of("advised").path("shortestGraceSeconds").asInt();
        assertThat(advised).as("in steps of 30 s").isEqualTo(450);

        realm.govern("advised", Map.of("grace-period-seconds", advised));
        App enforced = realm.publicClient("enforced", "advised");
        Tokens again = enforced.login("alice");
        Tokens head = enforced.refreshed(again);
        realm.pass(7 * MINUTE);

        assertThat(enforced.refreshed(again).refresh()).isEqualTo(head.refresh());
    }

    @Test
    void givenAnEnforcedClientThenItsRevocationsAreTold() {
        App app = realm.publicClient("strict-app", "strict");
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        assertRefused(app.refresh(first.refresh()), REUSED);
        assertRefused(app.refresh(head.refresh()), REVOKED);

        JsonNode told = report.of("strict-app");

        assertThat(told.path("refreshes").asInt()).isEqualTo(3);
        assertThat(told.path("enforced").path("refreshes").asInt()).isEqualTo(3);
        assertThat(told.path("enforced").path("lostAnswers").asInt()).isEqualTo(1);
        assertThat(told.path("observed").path("refreshes").asInt()).isZero();
        assertThat(told.path("recommendation").path("code").asText()).isEqualTo("raise-grace");
        assertThat(told.path("recommendation").path("graceSeconds")).isEqualTo(told.path("shortestGraceSeconds"));
        assertThat(verdict(told, "revoked")).isEqualTo(1);
        assertThat(told.path("revocations").asInt()).isEqualTo(1);
        assertThat(told.path("wouldBeRevocations").asInt()).isZero();
        assertThat(told.path("graceRetries").has("delaySeconds")).isFalse();
        assertThat(told.path("shortestGraceSeconds").asInt()).isBetween(1, 30);
    }

    @Test
    void givenOtherClientsAndRealmsThenEachIsToldOfApart() {
        App zebra = realm.publicClient("zebra", "observe");
        App ant = realm.publicClient("ant", "observe");
        App free = realm.publicClient("free", "");
        realm.publicClient("unused", "observe");
        zebra.refreshed(zebra.refreshed(zebra.login("alice")));
        ant.refreshed(ant.login("bob"));
        free.refreshed(free.login("bob"));
        TestRealm other = TestRealm.create(realm.server(), "report-other").govern("observe", Map.of());
        App namesake = other.publicClient("ant", "observe");
        namesake.refreshed(namesake.refreshed(namesake.refreshed(namesake.login("bob"))));

        assertThat(report.of("zebra").path("refreshes").asInt()).isEqualTo(2);
        assertThat(report.of("ant").path("refreshes").asInt()).isEqualTo(1);
        assertThat(report.of("unused").path("refreshes").asInt()).isZero();
        assertThat(report.of("unused").has("shortestGraceSeconds")).isFalse();
        assertThat(report.clients(2))
                .isSorted()
                .contains("ant", "zebra")
                .doesNotContain("free", "unused")
                .doesNotHaveDuplicates();
        assertThat(new Report(other).clients(2)).containsExactly("ant");
        assertThat(new Report(other).of("ant").path("refreshes").asInt()).isEqualTo(3);
    }

    @Test
    void givenSomeDaysThenOnlyTheLastOnesAreToldAndNobodyCountsTwice() {
        App app = realm.publicClient("daily", "observe");
        Tokens tokens = app.refreshed(app.login("alice"));
        app.refreshed(app.login("bob"));
        realm.pass(2 * DAY);
        app.refreshed(tokens);

        assertThat(report.of("daily").path("refreshes").asInt()).isEqualTo(1);
        assertThat(report.of("daily", 4).path("refreshes").asInt()).isEqualTo(3);
        assertThat(report.of("daily").path("distinctUsers").asInt()).isEqualTo(1);
        assertThat(report.of("daily", 4).path("distinctUsers").asInt()).isEqualTo(2);
        JsonNode days = report.of("daily", 4).path("daily");
        assertThat(days.findValuesAsText("day")).hasSize(4).isSorted();
        assertThat(days.valueStream().mapToInt(day -> day.path("refreshes").asInt()))
                .filteredOn(refreshes -> refreshes > 0)
                .containsExactly(2, 1);
        long before = 1000 * realm.inside().now();
        JsonNode whole = report.answer("").json();
        assertThat(Instant.parse(whole.path("fromTime").asText()).toEpochMilli())
                .isEqualTo(whole.path("from").asLong());
        assertThat(Instant.parse(whole.path("toTime").asText()).toEpochMilli())
                .isEqualTo(whole.path("to").asLong());
        assertThat(whole.path("days").asInt()).isEqualTo(7);
        assertThat(whole.path("to").asLong())
                .isBetween(before - 1_000, 1000 * realm.inside().now() + 1_000);
        assertThat(whole.path("from").asLong() % (1000L * DAY)).isZero();
        assertThat(whole.path("to").asLong() - whole.path("from").asLong()).isBetween(6_000L * DAY, 7_000L * DAY);
    }
}
