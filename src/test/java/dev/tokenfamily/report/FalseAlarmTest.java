package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Owner;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Incidents of which their users say that it was they. */
final class FalseAlarmTest {

    private static final Owner OWNER = new Owner("realm", "client", "alice", "session", false);

    private final Statistics statistics = new Statistics();

    private Tally counted() {
        return Objects.requireNonNull(statistics.take().get(new ClientDay("realm", "client", 20_000)));
    }

    @Nested
    final class GivenAnIncidentThatWasNone {

        @Test
        void thenItIsCountedOnItsDay() {
            statistics.falseAlarm(OWNER, 20_000);
            statistics.falseAlarm(OWNER, 20_000);

            Tally tally = counted();
            assertThat(tally.total(Measure.FALSE_ALARM)).isEqualTo(2);
            assertThat(tally.total(CountedUsers.ALL)).isZero();
        }

        @Test
        void whenTheUserFindsThatItWasOneThenItIsTakenBack() {
            statistics.falseAlarm(OWNER, 20_000);
            statistics.noFalseAlarm(OWNER, 20_000);

            assertThat(counted().total(Measure.FALSE_ALARM)).isZero();
        }

        @Test
        void whenAnotherServerHadCountedItThenThisOneOwesOne() {
            statistics.noFalseAlarm(OWNER, 20_000);

            assertThat(counted().totals())
                    .isEqualTo(Map.of(Measure.FALSE_ALARM, new Distribution(new TreeMap<>(Map.of(0, -1L)))));
        }
    }
}
