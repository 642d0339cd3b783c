package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was counted in a period, by day and by enforcement, and what is told of it. */
final class ClientPeriodTest {

    private static ClientPeriod of(String... users) {
        ClientPeriod period = new ClientPeriod();
        Sketch seen = Sketch.empty();
        for (String user : users) {
            seen.add(user);
        }
        period.add(CountedUsers.ALL, seen);
        return period;
    }

    @Test
    void givenCountsOfDaysThenEachIsToldApartAndAltogether() {
        ClientPeriod period = of("alice");
        period.add(1, Measure.ROTATE, Mode.OBSERVED.bucket(), 5);
        period.add(1, Measure.GRACE_RETRY, Mode.OBSERVED.bucket(), 2);
        period.add(1, Measure.RETRY_DELAY, 4, 2);
        period.add(2, Measure.ROTATE, Mode.ENFORCED.bucket(), 7);
        period.add(2, Measure.ROTATE, Mode.UNKNOWN.bucket(), 1);
        period.add(2, Measure.REUSE, Mode.ENFORCED.bucket(), 3);
        period.add(2, Measure.REVOCATION, 0, 1);
        period.add(2, Measure.WOULD_BE_REVOCATION, 0, 4);

        assertThat(period.on(1)).isEqualTo(new DayCounts(7, 2, 0, 0, 0));
        assertThat(period.on(2)).isEqualTo(new DayCounts(11, 0, 3, 1, 4));
        assertThat(period.on(3)).isEqualTo(DayCounts.NONE);
        assertThat(period.whole().refreshes()).isEqualTo(18);
        assertThat(period.whole().refreshes(Mode.OBSERVED)).isEqualTo(7);
        assertThat(period.whole().refreshes(Mode.ENFORCED)).isEqualTo(10);
        assertThat(period.whole().refreshes(Mode.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void givenClientsWithTheSameUserThenTheirSumHasThatUserOnce() {
        ClientPeriod one = of("alice", "bob");
        ClientPeriod other = of("bob", "carol");
        one.add(1, Measure.KEEP, 0, 1);
        other.add(1, Measure.KEEP, 0, 2);

        ClientPeriod sum = ClientPeriod.sum(List.of(one, other));

        assertThat(sum.whole().total(CountedUsers.ALL)).isEqualTo(3);
        assertThat(sum.on(1).refreshes()).isEqualTo(3);
        assertThat(one.on(1).refreshes()).isEqualTo(1);
        assertThat(ClientPeriod.sum(List.of()).whole().refreshes()).isZero();
    }

    /** These are in databases. */
    @Test
    void thenTheBucketsOfEnforcementStayWhatTheyAre() {
        assertThat(Mode.values()).extracting(Mode::bucket).containsExactly(0, 1, 2);
        assertThat(Mode.values()).containsExactly(Mode.UNKNOWN, Mode.OBSERVED, Mode.ENFORCED);
    }

    @Test
    void givenReusesThenTheCurveSaysWhatAGracePeriodWouldHaveAbsorbed() {
        Tally tally = new Tally();
        tally.count(Measure.AVOIDABLE_OBSERVED, 1L);
        tally.count(Measure.AVOIDABLE_OBSERVED, 15L);
        tally.count(Measure.AVOIDABLE_ENFORCED, 15L);
        tally.count(Measure.AVOIDABLE_ENFORCED, 450L);

        Map<Integer, Long> avoided = new TreeMap<>();
        GraceCurve.of(tally).points().forEach(point -> avoided.put(point.seconds(), point.avoided()));

        assertThat(avoided)
                .containsEntry(0, 0L)
                .containsEntry(1, 1L)
                .containsEntry(14, 1L)
                .containsEntry(15, 3L)
                .containsEntry(60, 3L)
                .containsEntry(300, 3L)
                .containsEntry(600, 4L)
                .containsEntry(86_400, 4L);
        assertThat(avoided).hasSize(61 + 8);
    }

    @Test
    void givenNoReuseThenTheCurveIsFlatAndShort() {
        assertThat(GraceCurve.of(new Tally()).points())
                .containsExactly(
                        new GraceCurve.Point(0, 0), new GraceCurve.Point(60, 0), new GraceCurve.Point(86_400, 0));
    }

    @Test
    void thenASentenceSaysWhatWasCounted() {
        ClientPeriod period = of("alice");
        assertThat(Summary.ofClient(7, period.whole())).isEqualTo("In 7 days, no governed refresh token was used.");
        period.add(1, Measure.ROTATE, 0, 1);
        assertThat(Summary.ofClient(1, period.whole()))
                .isEqualTo("Today, about 1 user refreshed 1 time: no superseded token came back.");
        period.add(1, Measure.ROTATE, 0, 1_233);
        period.add(1, Measure.WOULD_BE_REVOCATION, 0, 15);
        period.add(1, Measure.REVOCATION, 0, 1);
        period.add(1, Measure.AVOIDABLE, 0, 14);
        assertThat(Summary.ofRealm(7, 2, period.whole()))
                .isEqualTo(
                        "In 7 days, about 1 user refreshed 1,234 times at 2 clients: 1 family was revoked for a reuse,"
                                + " 15 reuses were only observed, 14 of these look like a lost answer.");
    }

    @Test
    void givenLateRecoveriesThenTheSentenceSaysHowManyLogoutsTheySpared() {
        ClientPeriod period = of("alice");
        period.add(1, Measure.LATE_RECOVERY, Mode.ENFORCED.bucket(), 1);
        assertThat(Summary.ofClient(1, period.whole()))
                .isEqualTo("Today, about 1 user refreshed 1 time: 1 logout was spared by late recovery.");
        period.add(1, Measure.LATE_RECOVERY, Mode.ENFORCED.bucket(), 1);
        period.add(1, Measure.LATE_RECOVERY, Mode.OBSERVED.bucket(), 3);
        period.add(1, Measure.REVOCATION, 0, 1);
        assertThat(Summary.ofClient(7, period.whole()))
                .isEqualTo(
                        "In 7 days, about 1 user refreshed 5 times: 1 family was revoked for a reuse, none of these look"
                                + " like a lost answer, 2 logouts were spared by late recovery, 3 logouts would be spared by late"
                                + " recovery.");
    }
}
