package dev.tokenfamily.store.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.FamilyStore.Reading;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class StandstillTest {

    private static final long TIME = 1_700_000_000;

    private long nanos = -5; // nanoTime may be negative
    private final Standstill standstill = new Standstill(() -> nanos);

    private Reading reading() {
        return standstill.reading(null, TIME);
    }

    private long heldUp() {
        return reading().heldUp();
    }

    @Test
    void givenAProcessThatRunsThenNothingIsHeldUp() {
        runFor(100);
        assertThat(heldUp()).isZero();
        assertThat(reading()).isEqualTo(new Reading(null, TIME, 0));
    }

    @Nested
    final class GivenAPause {

        @Test
        void thenItCountsUntilItsAftermathIsOver() {
            runFor(30);
            pass(10_000);
            assertThat(reading()).isEqualTo(new Reading(null, TIME, 11, 10, false));
            runFor(9);
            assertThat(reading()).isEqualTo(new Reading(null, TIME, 20, 1, false));
            runFor(2);
            assertThat(heldUp()).isZero();
        }

        @Test
        void whenNobodyHasNoticedItYetThenItCounts() {
            runFor(30);
            pass(3_000);
            assertThat(heldUp()).isEqualTo(4);
        }

        @Test
        void whenAnotherCameLongBeforeThenOnlyTheSecondCounts() {
            pass(10_000);
            runFor(60);
            pass(3_000);
            assertThat(heldUp()).isEqualTo(4);
        }

        @Test
        void whenAnotherCameJustBeforeThenWhatWaitedMayHaveWaitedForBoth() {
            runFor(30);
            pass(5_000);
            runFor(4);
            pass(3_000);
            assertThat(heldUp()).isEqualTo(13);
        }

        /** Ten seconds of running serve whatever has waited, however they are cut to pieces. */
        @Test
        void whenTheyComeAgainAndAgainThenNoneCountsForEver() {
            for (int i = 0; i < 20; i++) {
                runFor(6);
                pass(3_000);
                standstill.running();
                assertThat(heldUp()).isLessThanOrEqualTo(3 + 6 + 3 + 1);
            }
            runFor(11);
            assertThat(heldUp()).isZero();
        }
    }

    @Nested
    final class GivenADatabase {

        @BeforeEach
        void thatIsThere() {
            answerFor(30);
        }

        @Test
        void whenItIsAwayThenItCountsUntilItsAftermathIsOver() {
            runFor(20);
            assertThat(reading()).isEqualTo(new Reading(null, TIME, 21, 10, false));
            answerFor(10);
            assertThat(heldUp()).isEqualTo(31);
            answerFor(2);
            assertThat(heldUp()).isZero();
        }

        /** Whoever starves the probe has requests that are answered. */
        @Test
        void whenOnlyTheProbeIsLateThenNothingIsHeldUp() {
            for (int second = 0; second < 20; second++) {
                runFor(1);
                assertThat(standstill.answer(null, TIME).heldUp()).isZero();
            }
        }

        @Test
        void whenARequestIsTheFirstToBeAnsweredThenItCounts() {
            runFor(20);
            assertThat(standstill.answer(null, TIME)).isEqualTo(new Reading(null, TIME, 21, 10, false));
            answerFor(12);
            assertThat(heldUp()).isZero();
        }

        @Test
        void whenItIsSlowForAMomentThenNothingIsHeldUp() {
            runFor(1);
            pass(900);
            standstill.databaseAnswered();
            assertThat(heldUp()).isZero();
        }
    }

    @Test
    void givenADatabaseThatHasNeverAnsweredThenNothingIsHeldUp() {
        runFor(3_600);
        assertThat(heldUp()).isZero();
    }

    private void answerFor(int seconds) {
        for (int i = 0; i < 2 * seconds; i++) {
            pass(500);
            standstill.running();
            standstill.databaseAnswered();
        }
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
