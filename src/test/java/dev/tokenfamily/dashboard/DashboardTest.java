package dev.tokenfamily.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.dashboard.Panel.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboard in docker/grafana, without a server. */
final class DashboardTest {

    private final Dashboard dashboard = Dashboard.shipped();

    @Test
    void givenTheDashboardThenItCanBeImportedAgainForAnyDataSource() {
        JsonNode json = dashboard.json();
        assertThat(json.path("uid").asText()).isEqualTo("keycloak-token-families");
        assertThat(json.path("id").isNull()).isTrue();
        assertThat(json.has("__inputs"))
                .as("which Grafana asks for at an import only")
                .isFalse();
        assertThat(dashboard.variables())
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "realm", "instance", "link_realm", "console");
        assertThat(dashboard.variables().get(0).path("current"))
                .as("Grafana's own")
                .isEmpty();
        assertThat(json.findValues("datasource"))
                .hasSizeGreaterThan(20)
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
    }

    @Test
    void givenEachPanelThenItExplainsItselfAndHasAUnitAndThresholds() {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.description()).endsWith(".");
            assertThat(panel.unit()).isNotNull();
            assertThat(panel.thresholds()).isNotEmpty();
            assertThat(panel.queries()).isNotEmpty();
        });
    }

    /** Those that count what hardly ever happens have no panel, but an alert. */
    @Test
    void givenEachMeterThenAPanelShowsItOrAtLeastAnAlertTellsOfIt() throws IOException {
        List<String> meters = Pattern.compile("\"(keycloak\\.token\\.family\\.[a-z.]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/dev/tokenfamily/telemetry/FamilyMeters.java")))
                .results()
                .map(found -> found.group(1).replace('.', '_') + "_")
                .toList();
        assertThat(meters).hasSizeGreaterThan(9);
        String documents = Files.readString(Path.of("docs/reference/metrics.md"));
        assertThat(meters).allSatisfy(meter -> assertThat(documents).contains("| `" + meter));
        assertThat(meters)
                .filteredOn(meter -> dashboard.panels().stream()
                        .flatMap(panel -> panel.queries().stream())
                        .noneMatch(query -> query.expression().contains(meter)))
                .containsExactlyInAnyOrder("keycloak_token_family_unreadable_", "keycloak_token_family_history_lost_")
                .allSatisfy(meter -> assertThat(Path.of("docker/prometheus/token-family-alerts.yml"))
                        .content()
                        .contains(meter));
    }

    @Test
    void givenThePanelsThenNoneHidesAnother() {
        List<Panel> all = Stream.concat(dashboard.headings().stream(), dashboard.panels().stream())
                .toList();
        assertThat(all).extracting(panel -> panel.json().path("id").asInt()).doesNotHaveDuplicates();
        for (Panel panel : all) {
            Place at = panel.place();
            assertThat(at.x() + at.width()).isLessThanOrEqualTo(24);
            assertThat(all)
                    .filteredOn(other -> !other.equals(panel) && overlap(at, other.place()))
                    .isEmpty();
        }
    }

    private static boolean overlap(Place one, Place other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}
