package dev.tokenfamily.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.suite.Measured;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plays everything, writes the page, and holds what we promise against it; run by {@code mvn verify -Psimulate} only. */
final class WholeSimulation {

    private static final int THREADS = 2;

    private static Figures figures = new Figures();

    @BeforeAll
    static void play() throws InterruptedException, ExecutionException, IOException {
        Measured.note("simulation: seed " + Simulation.WHOLE.seed());
        figures = Simulation.WHOLE.play(THREADS);
        TrustFiles.write(TrustFiles.SAMPLE, Simulation.SAMPLE.play(THREADS).lines());
        TrustFiles.write(TrustFiles.WHOLE, figures.lines());
        PlaceFigures places = PlaceFigures.play(Simulation.WHOLE_TRAVELLERS);
        TrustFiles.write(
                TrustFiles.SAMPLE_PLACES,
                PlaceFigures.play(Simulation.SAMPLE_TRAVELLERS).lines());
        TrustFiles.write(TrustFiles.WHOLE_PLACES, places.lines());
        TrustFiles.write(new TrustPage(figures, places));
    }

    @Test
    void thenNobodyIsLoggedOutOfWhomThatIsPromisedButWhereItIsKnown() {
        assertThat(Promises.broken(figures).keySet())
                .as("known not to hold yet; whatever holds by now is to be taken out of Promises")
                .isEqualTo(Promises.knownToBeBroken().keySet());
    }

    @Test
    void thenEachPresetHasHadTenMillionRefreshesOfThoseToWhomItIsPromised() {
        assertThat(Contender.presets())
                .filteredOn(preset -> !Purpose.promised(preset).isEmpty())
                .isNotEmpty()
                .allSatisfy(preset -> assertThat(figures.logouts(preset, Purpose.promised(preset))
                                .refreshes())
                        .isGreaterThanOrEqualTo(Simulation.WHOLE.promised()));
    }

    @Test
    void thenEveryTheftOutsideTheWindowsIsNoticedAtTheOwnersNextRefresh() {
        assertThat(Promises.enforcing()).isNotEmpty().allSatisfy(preset -> assertThat(Promises.missed(preset, figures))
                .as(preset.id())
                .isZero());
        assertThat(Promises.enforcing()).as("presets that had such thefts").anySatisfy(preset -> assertThat(
                        figures.thefts(preset, Simulation.ROBBED, List.of(Thief.values()))
                                .outside())
                .isPositive());
    }
}
