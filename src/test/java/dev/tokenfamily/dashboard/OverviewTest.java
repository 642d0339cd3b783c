package dev.tokenfamily.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The picture of the dashboard in the documents, and what it shows: six made-up hours of a real Prometheus. */
final class OverviewTest {

    private static final Path PICTURE = Path.of("docs/images/dashboard.svg");
    private static final Path DRAWN = Path.of("target/dashboard.svg");

    private final Dashboard dashboard = Dashboard.shipped();

    /**
     * All that the picture depends on, but for what the Prometheus of this machine computes, which may differ in the last digit: the
     * dashboard, what is asked in its name, the hours, and what the code draws of answers that are always the same.
     */
    private static String origin() {
        try {
            Dashboard dashboard = Dashboard.shipped();
            String digest = Digest.sha256()
                    .and(Files.readString(Dashboard.FILE)
                            .replace("\r\n", "\n")) // line ends are a matter of the checkout
                    .and(SampleAnswers.asked(dashboard, SampleHours.VIEW))
                    .and(SampleHours.text())
                    .and(drawing(dashboard))
                    .hex();
            return "Drawn from docker/grafana/token-families.json and made-up samples, SHA-256 " + digest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture that says how this code draws. Nobody looks at it. */
    private static String drawing(Dashboard dashboard) {
        return Overview.of(dashboard, SampleAnswers.to(dashboard, SampleHours.VIEW), SampleHours.VIEW, "");
    }

    @Test
    void thenThePictureInTheDocumentsIsOfThisDashboardAndDrawnAsItIsDrawnNow() throws IOException {
        String picture = Files.readString(PICTURE);
        assertThat(picture.lines().filter(line -> line.startsWith("<metadata>")))
                .as(
                        "%s is older than the dashboard, the made-up hours, or the code that draws it. Draw it anew with"
                                + " `mvn test -Dtest='OverviewTest*'`, which needs Debian's package prometheus; look at %s,"
                                + " and copy it there",
                        PICTURE, DRAWN)
                .containsExactly("<metadata>" + origin() + "</metadata>");
        for (Panel panel : dashboard.panels()) {
            assertThat(picture).contains(">" + Svg.escaped(panel.title()) + "</text>");
        }
    }

    /** Or else a change of the code that draws would pass for the same picture. */
    @Test
    void thenTheDrawingShowsAllPanelsWithLinesThatAreBrokenAndLegendsOfSeveralLines() {
        List<Shown> panels = SampleAnswers.to(dashboard, SampleHours.VIEW);
        assertThat(panels).extracting(Shown::panel).containsExactlyElementsOf(dashboard.panels());
        assertThat(panels).extracting(shown -> shown.series().size()).contains(1, 2, 11);
        assertThat(drawing(dashboard))
                .contains("class=\"green\"", "class=\"red\"", "class=\"redline\"", " req/s<", "%<", " min<");
    }

    /** Needs Debian's Prometheus, and is skipped without it. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class GivenSixHours {

        private Prometheus prometheus;

        @BeforeAll
        void start() {
            prometheus = Prometheus.holding(SampleHours.text());
        }

        @AfterAll
        void stop() {
            if (prometheus != null) {
                prometheus.close();
            }
        }

        private List<Shown> shown(Dashboard asked) {
            return Shown.all(asked, SampleHours.VIEW, prometheus);
        }

        /** The dashboard, with another query in its first panel. */
        private Dashboard asking(String expression) {
            JsonNode changed = dashboard.json().deepCopy();
            ObjectNode target = (ObjectNode) new Dashboard(changed)
                    .panels()
                    .get(0)
                    .json()
                    .path("targets")
                    .path(0);
            target.put("expr", expression);
            return new Dashboard(changed);
        }

        @Test
        void thenEachPanelIsDrawnWithAllThatItAsksFor() throws Exception {
            List<Shown> panels = shown(dashboard);
            assertThat(panels).hasSameSizeAs(dashboard.panels());
            assertThat(panels.stream().flatMap(panel -> panel.withoutData().stream()))
                    .as("queries without data")
                    .isEmpty();

            String picture = Overview.of(dashboard, panels, SampleHours.VIEW, origin());
            Files.createDirectories(DRAWN.getParent());
            Files.writeString(DRAWN, picture);

            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
                            .getDocumentElement()
                            .getTagName())
                    .isEqualTo("svg");
            for (Shown panel : panels) {
                assertThat(picture).contains(">" + Svg.escaped(panel.panel().title()) + "</text>");
                if (!panel.panel().type().equals("stat")) {
                    assertThat(panel.series())
                            .allSatisfy(series ->
                                    assertThat(series.name()).isNotBlank().doesNotContain("{{"));
                    assertThat(panel.series())
                            .allSatisfy(series -> assertThat(picture).contains(">" + series.name() + "</text>"));
                }
            }
        }

        /** What goes wrong in these hours can be seen. */
        @Test
        void thenTheValuesAreThoseOfTheHours() {
            List<Shown> panels = shown(dashboard);
            assertThat(value(panels, "Catch-ups")).isEqualTo(2);
            assertThat(value(panels, "Reuse incidents"))
                    .isEqualTo(value(panels, "Families revoked by reuse"))
                    .isBetween(40.0, 60.0);
            assertThat(value(panels, "Nodes that can measure it")).isEqualTo(2);
            assertThat(greatest(panels, "Share of grace retries", "shop")).isBetween(0.2, 0.3);
            assertThat(greatest(panels, "Share of grace retries", "bank")).isLessThan(0.05);
            assertThat(greatest(panels, "Purge lag", "lag")).isBetween(4_800.0, 5_100.0);
            assertThat(greatest(panels, "Webhooks to other systems", "dead_letter"))
                    .isBetween(1.0, 3.0);
            assertThat(greatest(panels, "Webhooks to other systems", "delivered"))
                    .isGreaterThan(10);
            assertThat(greatest(panels, "Tokens in a new place", "address+user-agent"))
                    .isGreaterThan(3);
        }

        private static double value(List<Shown> panels, String title) {
            return panels.stream()
                    .filter(shown -> shown.panel().title().equals(title))
                    .findFirst()
                    .orElseThrow()
                    .series()
                    .get(0)
                    .last();
        }

        private static double greatest(List<Shown> panels, String title, String name) {
            return panels.stream()
                    .filter(shown -> shown.panel().title().equals(title))
                    .flatMap(shown -> shown.series().stream())
                    .filter(series -> series.name().equals(name))
                    .flatMap(series -> series.points().stream())
                    .mapToDouble(Series.Point::value)
                    .max()
                    .orElseThrow();
        }

        @Test
        void givenAQueryThatPrometheusRefusesThenThePanelIsNamed() {
            assertThatThrownBy(() -> shown(asking("sum by (realm")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("The panel 'Reuse incidents'", "400", "parse error");
        }

        @Test
        void givenAQueryOfAMetricThatDoesNotExistThenItHasNoDataEvenIfItWouldShowZero() {
            Dashboard changed = asking("sum(keycloak_token_family_refresh_total) or vector(0)");
            List<Shown> panels = shown(changed);
            assertThat(panels.stream().flatMap(panel -> panel.withoutData().stream()))
                    .extracting(Query::panel)
                    .containsExactly("Reuse incidents");
            assertThatThrownBy(() -> Overview.of(changed, panels, SampleHours.VIEW, ""))
                    .hasMessage("The panel 'Reuse incidents' has no data");
        }
    }
}
