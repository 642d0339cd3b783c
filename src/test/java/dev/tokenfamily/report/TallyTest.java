package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What was counted, and what is added to it from elsewhere. */
final class TallyTest {

    private final Tally tally = new Tally();

    @Nested
    final class GivenCountsOfSeveralServers {

        @Test
        void thenTheyAreAddedByMeasureAndBucket() {
            tally.count(Measure.ROTATE);
            tally.count(Measure.RETRY_DELAY, 7);
            tally.add(Measure.RETRY_DELAY, 7, 2);
            tally.add(Measure.RETRY_DELAY, 60, 5);

            assertThat(tally.totals())
                    .containsOnlyKeys(Measure.ROTATE, Measure.RETRY_DELAY)
                    .containsEntry(Measure.ROTATE, new Distribution(new TreeMap<>(Map.of(0, 1L))))
                    .containsEntry(Measure.RETRY_DELAY, new Distribution(new TreeMap<>(Map.of(7, 3L, 60, 5L))));
            assertThat(tally.total(Measure.RETRY_DELAY)).isEqualTo(8);
        }

        @Test
        void thenUsersWhoWereSeenTwiceAreCountedOnce() {
            Sketch elsewhere = Sketch.empty();
            elsewhere.add("alice");
            elsewhere.add("bob");
            tally.count(CountedUsers.ALL, "alice");
            tally.add(CountedUsers.ALL, elsewhere);

            assertThat(tally.total(CountedUsers.ALL)).isEqualTo(2);
            assertThat(tally.users()).containsOnlyKeys(CountedUsers.ALL).containsEntry(CountedUsers.ALL, elsewhere);
        }
    }

    @Nested
    final class GivenNothingWasCounted {

        @Test
        void thenEverythingIsZero() {
            assertThat(tally.total(Measure.ROTATE)).isZero();
            assertThat(tally.total(CountedUsers.ALL)).isZero();
            assertThat(tally.totals()).isEmpty();
            assertThat(tally.users()).isEmpty();
        }
    }
}
