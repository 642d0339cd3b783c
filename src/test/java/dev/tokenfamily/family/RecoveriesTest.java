package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How often a family was recovered, as its budget counts. */
final class RecoveriesTest {

    private static final long DAY = 86_400;
    private static final long MONTH = 30 * DAY;
    private static final long NOW = 1_700_000_000;

    @Test
    void givenNoneThenTheFirstIsOne() {
        assertThat(Recoveries.NONE.plus(NOW, MONTH)).isEqualTo(new Recoveries(1, NOW));
    }

    @Test
    void givenOneWhenLessThanAPeriodPassedThenItCounts() {
        assertThat(new Recoveries(1, NOW).plus(NOW + MONTH - 1, MONTH)).isEqualTo(new Recoveries(2, NOW + MONTH - 1));
    }

    @Test
    void givenOneWhenAPeriodPassedThenTheCountBeginsAnew() {
        assertThat(new Recoveries(3, NOW).plus(NOW + MONTH, MONTH)).isEqualTo(new Recoveries(1, NOW + MONTH));
    }

    @Test
    void givenAClockThatWasSetBackThenNothingIsGivenAnew() {
        assertThat(new Recoveries(1, NOW).plus(NOW - 10 * MONTH, MONTH)).isEqualTo(new Recoveries(2, NOW));
    }

    /** Whenever somebody asks for one, and whatever the budget: no period, wherever it begins, sees more. */
    @Property
    void givenAnyAttemptsThenNoPeriodSeesMoreThanTheBudget(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 40) Long> hoursBetween,
            @ForAll @IntRange(min = 1, max = 4) int budget,
            @ForAll @IntRange(min = 1, max = 3) int days) {
        long period = days * DAY;
        long now = NOW;
        Recoveries recoveries = Recoveries.NONE;
        List<Long> granted = new ArrayList<>();
        for (long hours : hoursBetween) {
            now += hours * 3_600;
            Recoveries more = recoveries.plus(now, period);
            if (more.count() <= budget) {
                recoveries = more;
                granted.add(now);
            }
        }
        for (long begin : granted) {
            assertThat(granted)
                    .filteredOn(at -> at >= begin && at < begin + period)
                    .hasSizeLessThanOrEqualTo(budget);
        }
        assertThat(granted).as("the first is never refused").isNotEmpty();
    }
}
