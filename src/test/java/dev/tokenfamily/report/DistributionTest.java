package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a thousand delays in some dozen buckets. */
final class DistributionTest {

    private static Distribution of(long... delays) {
        Tally tally = new Tally();
        LongStream.of(delays).forEach(delay -> tally.count(Measure.RETRY_DELAY, delay));
        return tally.distribution(Measure.RETRY_DELAY);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "0, 0",
        "1, 1",
        "59, 59",
        "60, 60",
        "61, 65",
        "65, 65",
        "120, 120",
        "121, 150",
        "600, 600",
        "601, 900",
        "3600, 3600",
        "3601, 7200",
        "86399, 86400",
        "86400, 86400",
        "86401, 86401",
        "9999999999, 86401"
    })
    void thenADelayIsExactUpToAMinuteAndRoundedUpBeyond(long delay, int bucket) {
        assertThat(of(delay).max()).isEqualTo(bucket);
    }

    @Test
    void thenThereAreFewBucketsAndNoneLosesASecond() {
        TreeMap<Integer, Long> buckets = new TreeMap<>();
        for (long delay = 0; delay <= 100_000; delay++) {
            int bucket = DurationBuckets.bucketOf(delay);
            assertThat((long) bucket).isGreaterThanOrEqualTo(Math.min(delay, DurationBuckets.BEYOND));
            assertThat(DurationBuckets.bucketOf(bucket)).isEqualTo(bucket);
            buckets.merge(bucket, 1L, Long::sum);
        }
        assertThat(buckets).hasSizeLessThanOrEqualTo(124);
    }

    @Test
    void givenDelaysThenPercentilesAreThoseOfTheNearestRank() {
        Distribution delays = of(LongStream.rangeClosed(1, 60).toArray());
        assertThat(delays.percentile(50)).isEqualTo(30);
        assertThat(delays.percentile(95)).isEqualTo(57);
        assertThat(delays.percentile(99)).isEqualTo(60);
        assertThat(delays.max()).isEqualTo(60);
        assertThat(delays.count()).isEqualTo(60);
    }

    @Test
    void givenOneDelayThenItIsEveryPercentile() {
        assertThat(of(7).percentile(1)).isEqualTo(7);
        assertThat(of(7).percentile(99)).isEqualTo(7);
    }

    @Test
    void givenAnOutlierAmongManyThenOnlyTheMaximumTellsOfIt() {
        long[] delays = LongStream.iterate(2, d -> d).limit(100).toArray();
        delays[0] = 7_000;
        assertThat(of(delays).percentile(99)).isEqualTo(2);
        assertThat(of(delays).max()).isEqualTo(7_200);
    }

    @Test
    void givenNothingThenThereIsNoPercentile() {
        assertThat(of().count()).isZero();
        assertThatThrownBy(() -> of().max()).isInstanceOf(IllegalStateException.class);
    }
}
