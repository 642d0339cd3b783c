package dev.tokenfamily.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.console.ConsolePage;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** The links from the panels of the dashboard to the console page. */
final class DashboardLinksTest {

    private static final Path CONSOLE = Path.of("src/main/console").toAbsolutePath();

    /** Which realm a link leads to: the one that is chosen for links, or that of the series that was clicked. */
    private static final String CHOSEN = "${link_realm:percentencode}";

    private static final String OF_THE_SERIES = "${__field.labels.realm:percentencode}";

    private final Dashboard dashboard = Dashboard.shipped();

    private List<String> addresses() {
        return dashboard.panels().stream()
                .flatMap(panel -> panel.links().stream())
                .map(link -> link.path("url").asText())
                .toList();
    }

    /** As Grafana makes it of the variables: {@code raw} is as it is, and {@code percentencode} is fit for a part of a path. */
    private String followed(String address, String realm) {
        String encoded = URLEncoder.encode(realm, StandardCharsets.UTF_8).replace("+", "%20");
        return address.replace("${console:raw}", dashboard.console())
                .replace(CHOSEN, encoded)
                .replace(OF_THE_SERIES, encoded);
    }

    @Test
    void thenEachPanelLeadsToTheConsolePageUnlessThePageKnowsNothingOfIt() {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.links().isEmpty())
                .extracting(Panel::title)
                .containsExactly("Purge lag", "Purge lag", "Nodes that can measure it");
        assertThat(dashboard.panels().stream().flatMap(panel -> panel.links().stream()))
                .allSatisfy(link -> {
                    assertThat(link.path("url").asText())
                            .matches("\\Q${console:raw}#/\\E(\\Q" + CHOSEN + "\\E|\\Q" + OF_THE_SERIES
                                    + "\\E)/[a-z]+(\\?[a-z]+=[a-z]+)?");
                    assertThat(link.path("title").asText()).matches("[A-Z].+ of \\$\\{.+}");
                    assertThat(link.path("targetBlank").asBoolean()).isTrue();
                });
    }

    @Test
    void givenALineOfEachRealmThenItsLinkLeadsToThatRealm() {
        for (Panel panel : dashboard.panels()) {
            boolean byRealm =
                    panel.queries().stream().allMatch(query -> query.legend().equals("{{realm}}"));
            assertThat(panel.links())
                    .as(panel.title())
                    .filteredOn(link -> link.path("url").asText().contains(OF_THE_SERIES))
                    .hasSize(byRealm ? 1 : 0);
        }
    }

    /**
     * Who sends somebody a link to the dashboard can choose every variable that is in its URL. With the address of the console page
     * among them, the panels would lead to a page of theirs, that looks like ours and asks for a password.
     */
    @Test
    void thenTheAddressOfTheConsolePageCannotBeChosenByTheUrlOfTheDashboard() {
        JsonNode console = dashboard.variables().stream()
                .filter(variable -> variable.path("name").asText().equals("console"))
                .findFirst()
                .orElseThrow();
        assertThat(console.path("type").asText()).isEqualTo("constant");
        assertThat(console.path("skipUrlSync").asBoolean()).isTrue();
        assertThat(console.path("current").path("value").asText()).isEqualTo(dashboard.console());
        assertThat(console.path("options").path(0).path("value").asText()).isEqualTo(dashboard.console());
        assertThat(console.path("options")).hasSize(1);
    }

    @Test
    void givenTheDefaultThenItIsThePageOfTheDemoCluster() throws IOException {
        String port = Files.readString(Path.of("docker/.env"))
                .lines()
                .filter(line -> line.startsWith("BALANCER_PORT="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        assertThat(dashboard.console())
                .isEqualTo("http://localhost:" + port + "/realms/master/" + ConsolePage.RESOURCE + "/");
        assertThat(Files.readString(Path.of("docs/reference/console-page.md")))
                .contains("`/realms/{realm}/" + ConsolePage.RESOURCE + "/`");
    }

    /** The page's own script reads the address, run by Node.js; a realm may have any name. */
    @Test
    void givenAnyRealmWhenALinkIsFollowedThenThePageShowsAScreenOfThatRealm() throws IOException {
        String realm = "a b/../c?x=%2F#y&z\"'ü";
        List<String> hashes = addresses().stream()
                .map(address -> followed(address, realm))
                .peek(address -> assertThat(address).startsWith(dashboard.console() + "#/"))
                .map(address -> "#" + URI.create(address).getRawFragment())
                .distinct()
                .toList();
        JsonNode places = JsonSerialization.mapper.readTree(
                Program.named("node", "nodejs").run(CONSOLE, "--input-type=module", "-e", """
                        import { Route } from "./route.js";
                        const place = ({ realm, screen, id, query }) => ({ realm, screen, id, query: Object.fromEntries(query) });
                        console.log(JSON.stringify(%s.map((hash) => place(Route.of(hash, "other", "other")))));
                        """.formatted(
                                JsonSerialization.writeValueAsString(hashes))));
        assertThat(places).hasSizeGreaterThan(3).allSatisfy(place -> {
            assertThat(place.path("realm").asText()).isEqualTo(realm);
            assertThat(place.has("id")).isFalse();
            String screen = place.path("screen").asText();
            assertThat(screens()).contains(screen);
            for (Map.Entry<String, JsonNode> filter : place.path("query").properties()) {
                assertThat(filters(screen))
                        .as("filters of the screen %s", screen)
                        .contains(
                                "\"" + filter.getKey() + "\"",
                                "\"" + filter.getValue().asText() + "\"");
            }
        });
    }

    private static List<String> screens() throws IOException {
        return Pattern.compile("\\{ path: \"([a-z]+)\", List:")
                .matcher(Files.readString(CONSOLE.resolve("screens.js")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The names and values that the script of a screen knows. */
    private static List<String> filters(String screen) throws IOException {
        String script = Files.readString(CONSOLE.resolve("screens/" + screen + ".js"))
                + Files.readString(CONSOLE.resolve("parts/incident.js"));
        return Pattern.compile("\"[a-zA-Z-]+\"")
                .matcher(script)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
