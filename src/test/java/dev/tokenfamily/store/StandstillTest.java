package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StandstillTest {

    private long nanos = -5; // nanoTime may be negative
    private final Standstill standstill = new Standstill(() -> nanos);

    @Test
    void givenAProcessThatRunsThenNothingIsHeldUp() {
        for (int i = 0; i < 100; i++) {
            pass(1_000);
            standstill.running();
        }
        assertThat(standstill.secondsHeldUp()).isZero();
    }

    @Test
    void givenAPauseThenItCountsUntilItsAftermathIsOver() {
        runFor(30);
        pass(10_000);
        assertThat(standstill.secondsHeldUp()).isEqualTo(11);
        runFor(9);
        assertThat(standstill.secondsHeldUp()).isEqualTo(20);
        runFor(2);
        assertThat(standstill.secondsHeldUp()).isZero();
    }

    @Test
    void givenAPauseThatNobodyHasNoticedYetThenItCounts() {
        runFor(30);
        pass(3_000);
        assertThat(standstill.secondsHeldUp()).isEqualTo(4);
    }

    @Test
    void givenRepeatedFailuresThenTheStandstillBeganWithTheFirst() {
        runFor(30);
        for (int i = 0; i < 4; i++) {
            long start = nanos;
            runFor(5);
            standstill.failedSince(start);
        }
        assertThat(standstill.secondsHeldUp()).isEqualTo(21);
    }

    @Test
    void givenATransactionThatTookLongThenWhatWaitedWithItMayBeAsOld() {
        runFor(30);
        long start = nanos;
        runFor(2);
        standstill.waitedSince(start);
        assertThat(standstill.secondsHeldUp()).isZero();
        runFor(1);
        standstill.waitedSince(start);
        assertThat(standstill.secondsHeldUp()).isEqualTo(4);
    }

    @Test
    void givenTwoStandstillsFarApartThenOnlyTheSecondCounts() {
        pass(10_000);
        runFor(60);
        pass(3_000);
        assertThat(standstill.secondsHeldUp()).isEqualTo(4);
    }

    private void runFor(int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            pass(500);
            standstill.running();
        }
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }
}
