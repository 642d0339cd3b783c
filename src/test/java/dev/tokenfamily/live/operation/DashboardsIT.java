package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.dashboard.Dashboard;
import dev.tokenfamily.dashboard.Overview;
import dev.tokenfamily.dashboard.Panel;
import dev.tokenfamily.dashboard.Prometheus;
import dev.tokenfamily.dashboard.Query;
import dev.tokenfamily.dashboard.Shown;
import dev.tokenfamily.dashboard.View;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.operation.AlertRules.Rule;
import dev.tokenfamily.live.operation.Promql.Selector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dashboard and the alert rules ask for, asked of a server where every verdict has been given. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {

    private static final String REALM = "dashboards";
    private static final String RUNBOOKS = "https://wiki.example.org/token-family";
    private static final String OF_WEBHOOKS = "keycloak_token_family_webhooks_total";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Dashboard dashboard = Dashboard.shipped();
    private final List<Rule> rules = AlertRules.shipped();
    private final KeycloakServer server;
    private final VerdictStory story;

    DashboardsIT(KeycloakServer server) {
        this.server = server;
        story = VerdictStory.in(server, REALM);
        story.play();
        Await.until(() -> server.metrics()
                .contains("keycloak_token_family_mails_total{outcome=\"retry\",realm=\"" + REALM + "\""));
    }

    @Test
    void givenEveryVerdictThenAllMetricsAndVerdictsTheyNameExist() {
        List<String> exposed = server.metrics()
                .lines()
                .filter(line -> !line.contains("realm=") || line.contains("realm=\"" + REALM + "\""))
                .toList();
        List<Selector> named =
                expressions().flatMap(e -> Promql.selectors(e).stream()).toList();
        assertThat(named).extracting(Selector::metric).contains("keycloak_token_family_purge_lag_seconds");
        for (Selector selector : named) {
            if (selector.metric().equals("keycloak_token_family_unreadable_total")) {
                continue; // counts where policies cannot be read: UnreadablePoliciesIT looks for it
            }
            if (selector.metric().equals(OF_WEBHOOKS)) {
                continue; // counts where an operator allows webhooks: WebhookIT looks for it
            }
            if (selector.metric().equals("keycloak_token_family_history_lost_total")) {
                continue; // counts where the database does not accept an end: FamilyMetersTest looks for it
            }
            List<String> ofMetric = exposed.stream()
                    .filter(line -> line.matches(selector.metric() + "[{ ].*"))
                    .toList();
            assertThat(ofMetric).as(selector.metric()).isNotEmpty();
            for (String verdict : selector.values("verdict")) {
                if (verdict.equals("spared")) {
                    continue; // needs a node that stands still: StandstillIT looks for its metric
                }
                assertThat(ofMetric)
                        .as(selector.toString())
                        .anyMatch(line -> line.contains("verdict=\"" + verdict + "\""));
            }
        }
    }

    private Stream<String> expressions() {
        Stream<String> variables = dashboard.variables().stream()
                .map(variable -> variable.path("definition").asText())
                .filter(definition -> !definition.isEmpty())
                .map(definition -> definition.replaceAll("label_values\\((.+), \\w+\\)", "$1"));
        return Stream.of(
                        variables,
                        dashboard.panels().stream()
                                .flatMap(panel -> panel.queries().stream())
                                .map(Query::expression),
                        rules.stream().map(Rule::expression))
                .flatMap(e -> e);
    }

    @Test
    void givenPrometheusThenNoPanelIsEmptyAndTheRightAlertsFire() {
        try (Prometheus prometheus = Prometheus.asking(server.management(), AlertRules.FILE, RUNBOOKS)) {
            Await.until(() -> !prometheus
                    .samples("keycloak_token_family_refreshes_total{realm=\"" + REALM + "\"}")
                    .isEmpty());
            story.play(); // what a rate shows happens between two scrapes

            Map<Panel, Shown> answered = answered(prometheus);
            assertThat(answerable()).as("panels without data").isNotEmpty().allMatch(answered::containsKey);
            assertThat(Overview.of(dashboard, List.copyOf(answered.values()), view(), "A real Keycloak"))
                    .contains(">Reuse incidents by realm</text>", ">" + REALM + "</text>");

            for (Rule rule : rules) {
                Await.until(() ->
                        prometheus.rule(rule.name()).path("health").asText().equals("ok"));
            }
            for (String alert : List.of("TokenFamilyReuse", "TokenFamilyCatchUp")) { // judged a moment after the scrape
                // where the external label says, and no template any more
                String runbook = RUNBOOKS + "/docs/how-to/alerts.md#" + alert.toLowerCase(Locale.ROOT);
                Await.until(() -> isFiring(prometheus.rule(alert), runbook));
            }
            for (String alert : List.of("TokenFamilyPurgeLagUnknown", "TokenFamilyMetricsMissing")) {
                Await.until(() -> state(prometheus, alert).equals("inactive")); // but after a scrape that found no time
            }
        }
    }

    @Test
    void givenTheAddressThatTheLinksOfThePanelsBeginWithThenTheConsolePageIsThere() {
        String path = URI.create(dashboard.console()).getRawPath();
        Http.Response page = Http.get(server.url().resolve(path));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<token-families");
    }

    private static boolean isFiring(JsonNode rule, String runbook) {
        return rule.path("state").asText().equals("firing")
                && rule.at("/alerts/0/annotations/runbook_url").asText().equals(runbook);
    }

    private static String state(Prometheus prometheus, String alert) {
        return prometheus.rule(alert).path("state").asText();
    }

    /** The last five minutes, with a data source as it comes. */
    private static View view() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new View(now.minus(Duration.ofMinutes(5)), now, REALM, Duration.ofSeconds(15));
    }

    /** Panels whose queries all had data at some time; a rate is nothing again where later scrapes find no time. */
    private Map<Panel, Shown> answered(Prometheus prometheus) {
        Map<Panel, Shown> answered = new LinkedHashMap<>();
        Await.within(PATIENCE, () -> {
            Shown.all(dashboard, view(), prometheus).stream()
                    .filter(shown -> shown.withoutData().isEmpty())
                    .forEach(shown -> answered.putIfAbsent(shown.panel(), shown));
            return answered.keySet().containsAll(answerable());
        });
        return answered;
    }

    /** All panels but the one of webhooks, which this server does not allow. */
    private List<Panel> answerable() {
        return dashboard.panels().stream()
                .filter(panel -> panel.queries().stream()
                        .noneMatch(query -> query.expression().contains(OF_WEBHOOKS)))
                .toList();
    }
}
