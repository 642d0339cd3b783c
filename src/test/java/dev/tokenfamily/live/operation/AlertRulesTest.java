package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.docs.Versions;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.live.operation.AlertRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules in docker/prometheus, without a server. */
final class AlertRulesTest {

    private static final String RUNBOOK = "docs/how-to/alerts.md";

    @Test
    void givenEachAlertThenItSaysWhatItIsHowBadAndWhereToReadOn() throws IOException {
        List<Rule> rules = AlertRules.shipped();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.severity()).isIn("warning", "critical");
            assertThat(rule.annotation("summary")).isNotBlank().doesNotEndWith(".");
            assertThat(rule.annotation("description")).isNotBlank().endsWith(".");
        });
        assertThat(rules)
                .extracting(rule -> rule.annotation("runbook"))
                .as("the sections on alerts, all of them and no other")
                .containsExactlyElementsOf(Files.readString(Path.of(RUNBOOK))
                        .lines()
                        .filter(line -> line.startsWith("### TokenFamily"))
                        .map(line -> RUNBOOK + "#" + line.substring(4).toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Who is woken by an alert reads there first whether it can wait. */
    @Test
    void givenTheAlertsThatAreCriticalThenTheRunbookNamesThemAndNoOthers() throws IOException {
        String critical = Files.readString(Path.of(RUNBOOK))
                .lines()
                .dropWhile(line -> !line.contains("are `critical`: "))
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining(" "))
                .replaceAll(".*are `critical`: ([^.]+)\\. .*", "$1");
        assertThat(Pattern.compile("\\[(\\w+)]").matcher(critical).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(AlertRules.shipped().stream()
                        .filter(rule -> rule.severity().equals("critical"))
                        .map(Rule::name)
                        .toList());
    }

    /** Chat and pager show a link only where it is whole. */
    @Test
    void givenEachAlertThenItLeadsToItsSectionAtTheAddressOfTheProject() throws IOException {
        String documents = Versions.ofBuild("home.url") + "/blob/main";
        assertThat(AlertRules.shipped()).allSatisfy(rule -> assertThat(rule.annotation("runbook_url"))
                .isEqualTo("{{ with $externalLabels.runbook_base }}{{ . }}{{ else }}" + documents + "{{ end }}/"
                        + rule.annotation("runbook")));
    }

    @Test
    void givenPrometheusOwnToolThenEachRuleFiresWhenItShould() {
        Program promtool = Program.named("promtool", "prometheus");
        assertThat(promtool.run(AlertRules.DIRECTORY, "check", "config", "prometheus.yml"))
                .contains("SUCCESS: prometheus.yml is valid");
        assertThat(promtool.run(AlertRules.DIRECTORY, "check", "rules", "token-family-alerts.yml"))
                .contains("SUCCESS: " + AlertRules.shipped().size() + " rules found");
        assertThat(promtool.run(AlertRules.DIRECTORY, "test", "rules", "token-family-alerts.test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void givenEachAlertThenATestSaysWhenItFires() throws IOException {
        String tests = Files.readString(AlertRules.DIRECTORY.resolve("token-family-alerts.test.yml"));
        assertThat(AlertRules.shipped()).allSatisfy(rule -> assertThat(tests)
                .contains("- alertname: " + rule.name() + "\n", "{ alertname: " + rule.name() + ", "));
    }
}
