package dev.tokenfamily.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExtrapolatedClockTest {

    private long nanos = -5; // nanoTime may be negative
    private final ExtrapolatedClock clock = new ExtrapolatedClock(() -> nanos);

    @Test
    void givenNothingShownThenItTellsNoTime() {
        assertThat(clock.now()).isEmpty();
    }

    @Test
    void givenAFractionThenTheNextSecondBeginsInTime() {
        clock.shows(1_700_000_000.75);
        assertThat(clock.now()).hasValue(1_700_000_000);
        pass(Duration.ofMillis(240));
        assertThat(clock.now()).hasValue(1_700_000_000);
        pass(Duration.ofMillis(10));
        assertThat(clock.now()).hasValue(1_700_000_001);
    }

    @Test
    void givenAMinuteWithoutBeingShownThenItIsTrustedNoMore() {
        clock.shows(1_700_000_000.0);
        pass(Duration.ofMinutes(1));
        assertThat(clock.now()).hasValue(1_700_000_060);
        pass(Duration.ofNanos(1));
        assertThat(clock.now()).isEmpty();
        clock.shows(1_700_000_061.0);
        assertThat(clock.now()).hasValue(1_700_000_061);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
