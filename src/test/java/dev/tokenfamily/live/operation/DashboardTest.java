package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
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
                .containsExactly("datasource", "realm", "instance");
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
            JsonNode defaults = panel.path("fieldConfig").path("defaults");
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(defaults.path("unit").asText()).isNotBlank();
            assertThat(defaults.path("thresholds").path("steps")).isNotEmpty();
            assertThat(panel.path("targets")).isNotEmpty();
        });
    }

    @Test
    void givenThePanelsThenNoneHidesAnother() {
        List<JsonNode> all = StreamSupport.stream(
                        dashboard.json().path("panels").spliterator(), false)
                .toList();
        assertThat(all).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        for (JsonNode panel : all) {
            JsonNode at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            assertThat(all)
                    .filteredOn(other -> !other.equals(panel) && overlap(at, other.path("gridPos")))
                    .isEmpty();
        }
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return overlap(one, other, "x", "w") && overlap(one, other, "y", "h");
    }

    private static boolean overlap(JsonNode one, JsonNode other, String from, String size) {
        return one.path(from).asInt()
                        < other.path(from).asInt() + other.path(size).asInt()
                && other.path(from).asInt()
                        < one.path(from).asInt() + one.path(size).asInt();
    }
}
