package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.operation.AlertRules.Rule;
import dev.tokenfamily.live.operation.Dashboard.Query;
import dev.tokenfamily.live.operation.Promql.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dashboard and the alert rules ask for, asked of a server where every verdict has been given. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {

    private static final String REALM = "dashboards";
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
            if (selector.metric().equals("keycloak_token_family_webhooks_total")) {
                continue; // counts where an operator allows webhooks: WebhookIT looks for it
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
                .map(definition -> definition.replaceAll("label_values\\((\\w+), \\w+\\)", "$1"));
        return Stream.of(
                        variables,
                        dashboard.queries().stream().map(Query::expression),
                        rules.stream().map(Rule::expression))
                .flatMap(e -> e);
    }

    @Test
    void givenPrometheusThenNoPanelIsEmptyAndTheRightAlertsFire() {
        try (Prometheus prometheus = Prometheus.of(server)) {
            Await.until(() -> !prometheus
                    .values("keycloak_token_family_refreshes_total{realm=\"" + REALM + "\"}")
                    .isEmpty());
            story.play(); // what a rate shows happens between two scrapes

            assertThat(stillEmpty(prometheus)).isEmpty();

            for (Rule rule : rules) {
                Await.until(() ->
                        prometheus.rule(rule.name()).path("health").asText().equals("ok"));
            }
            for (String alert : List.of("TokenFamilyReuse", "TokenFamilyCatchUp")) { // judged a moment after the scrape
                Await.until(() -> state(prometheus, alert).equals("firing"));
            }
            for (String alert : List.of("TokenFamilyPurgeLagUnknown", "TokenFamilyMetricsMissing")) {
                Await.until(() -> state(prometheus, alert).equals("inactive")); // but after a scrape that found no time
            }
        }
    }

    private static String state(Prometheus prometheus, String alert) {
        return prometheus.rule(alert).path("state").asText();
    }

    /** What has shown nothing at any time; a rate is nothing again where later scrapes find no time. */
    private List<Query> stillEmpty(Prometheus prometheus) {
        List<Query> empty = new ArrayList<>(dashboard.queries());
        Await.within(PATIENCE, () -> {
            empty.retainAll(empty(prometheus));
            return empty.isEmpty();
        });
        return empty;
    }

    private List<Query> empty(Prometheus prometheus) {
        return dashboard.queries().stream()
                .filter(query -> prometheus.values(query.in(REALM)).isEmpty())
                .toList();
    }
}
