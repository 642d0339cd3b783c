package dev.tokenfamily.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What {@code docs/explanation/trust.md} shows is what the code does: a small part of it is played again, and the page is made again. */
final class SimulationSampleTest {

    @Test
    void givenTheSameSeedThenTheFiguresAreTheSame() throws IOException, InterruptedException, ExecutionException {
        List<String> known = TrustFiles.lines(TrustFiles.SAMPLE);
        List<String> played = Simulation.SAMPLE.play(1).lines();
        List<String> others = new ArrayList<>(played);
        others.removeAll(known);
        assertThat(others)
                .as(
                        "whoever changes what a refresh is given runs `mvn verify -Psimulate`, and commits what that writes")
                .isEmpty();
        assertThat(played).hasSameSizeAs(known);
    }

    @Test
    void givenTheSamePeopleThenTheyMoveInTheSameWay() throws IOException {
        assertThat(PlaceFigures.play(Simulation.SAMPLE_TRAVELLERS).lines())
                .as("whoever changes what a new place is runs `mvn verify -Psimulate`, and commits what that writes")
                .isEqualTo(TrustFiles.lines(TrustFiles.SAMPLE_PLACES));
    }

    @Test
    void givenTheFiguresThenThePageAndItsChartsSayThem() throws IOException {
        List<String> lines = TrustFiles.lines(TrustFiles.WHOLE);
        List<String> places = TrustFiles.lines(TrustFiles.WHOLE_PLACES);
        TrustPage page = new TrustPage(Figures.of(lines), PlaceFigures.of(places));
        assertThat(Figures.of(lines).lines()).isEqualTo(lines);
        assertThat(PlaceFigures.of(places).lines()).isEqualTo(places);
        assertThat(Files.readString(TrustFiles.PAGE)).isEqualTo(page.text());
        for (var chart : page.charts().entrySet()) {
            Path file = TrustFiles.IMAGES.resolve(chart.getKey());
            assertThat(Files.readString(file)).as(chart.getKey()).isEqualTo(chart.getValue());
        }
    }
}
