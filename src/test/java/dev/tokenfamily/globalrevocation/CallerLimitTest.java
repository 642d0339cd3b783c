package dev.tokenfamily.globalrevocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a client may ask. */
final class CallerLimitTest {

    /** Where the clock of Java begins is nobody's business; here it is about to overflow. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);

    private final CallerLimit limit = new CallerLimit(60, now::get);

    private void pass(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private long served(String client, int requests) {
        return IntStream.range(0, requests)
                .filter(n -> limit.secondsToWait(client) == 0)
                .count();
    }

    @Test
    void givenAMinutesWorthAtOnceThenItIsServedAndOneMoreIsNot() {
        assertThat(served("a", 60)).isEqualTo(60);
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
    }

    @Test
    void givenAnotherClientThenItIsServed() {
        served("a", 100);
        assertThat(limit.secondsToWait("b")).isZero();
    }

    @Test
    void givenOneWaitsAsLongAsItWasToldThenItIsServedOnce() {
        served("a", 60);
        pass(999);
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
        pass(1);
        assertThat(limit.secondsToWait("a")).isZero();
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
    }

    @Test
    void givenOneGoesOnAskingThenThatCostsNothing() {
        served("a", 1000);
        pass(60_000);
        assertThat(served("a", 100)).isEqualTo(60);
    }

    @Test
    void givenFewPerMinuteThenTheWaitIsToldInFull() {
        CallerLimit one = new CallerLimit(1, now::get);
        assertThat(one.secondsToWait("a")).isZero();
        assertThat(one.secondsToWait("a")).isEqualTo(60);
        pass(30_500);
        assertThat(one.secondsToWait("a")).isEqualTo(30);
    }

    @Test
    void givenVeryManyClientsThenWhoeverIsAtTheLimitStaysThere() {
        served("a", 60);
        IntStream.range(0, 3000).forEach(n -> limit.secondsToWait("client-" + n));
        assertThat(limit.secondsToWait("a")).isEqualTo(1);
    }
}
