package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.report.Recommendation.Code;
import dev.tokenfamily.report.Standing.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an admin is advised to do about a client, from nothing to enforcing. */
final class AdviserTest {

    private static final Standing OBSERVED = new Standing(Kind.OBSERVED, 10);
    private static final Standing ENFORCED = new Standing(Kind.ENFORCED, 10);

    /** More refreshes than are needed, of three users. */
    private static Tally busy() {
        Tally tally = new Tally();
        tally.add(Measure.ROTATE, Mode.OBSERVED.bucket(), 1_000);
        for (String user : new String[] {"alice", "bob", "carol"}) {
            tally.count(CountedUsers.ALL, user);
        }
        return tally;
    }

    private static Tally observed(Tally tally, int of, int... graceNeeded) {
        tally.add(Measure.WOULD_BE_REVOCATION, 0, of);
        return lost(tally, Measure.AVOIDABLE_OBSERVED, graceNeeded);
    }

    private static Tally enforced(Tally tally, int of, int... graceNeeded) {
        tally.add(Measure.REVOCATION, 0, of);
        return lost(tally, Measure.AVOIDABLE_ENFORCED, graceNeeded);
    }

    private static Tally lost(Tally tally, Measure measure, int... graceNeeded) {
        for (int seconds : graceNeeded) {
            tally.count(Measure.AVOIDABLE);
            tally.count(measure, (long) seconds);
            tally.count(Measure.GRACE_NEEDED, (long) seconds);
        }
        return tally;
    }

    private static int[] times(int count, int seconds) {
        int[] all = new int[count];
        Arrays.fill(all, seconds);
        return all;
    }

    private static Code code(Standing now, Tally tally) {
        return Adviser.recommend(now, tally).code();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givenNothingWasCountedThenThereIsSomethingToDoAllTheSame(Kind kind) {
        Recommendation recommendation = Adviser.recommend(new Standing(kind, 0), new Tally());
        assertThat(recommendation.code())
                .isEqualTo(
                        switch (kind) {
                            case UNGOVERNED -> Code.OBSERVE;
                            case NOT_ROTATING -> Code.TURN_ROTATION_ON;
                            case OBSERVED -> Code.NOT_ENOUGH_DATA;
                            case ENFORCED -> Code.ENFORCED;
                        });
        assertThat(recommendation.text()).endsWith(".").doesNotContain("{", "null");
    }

    @Test
    void givenAPolicyThenItSaysHowThingsStand() {
        assertThat(Standing.under(Optional.empty()).kind()).isEqualTo(Kind.UNGOVERNED);
        assertThat(Standing.under(Optional.of(PolicyParser.parse(Map.of("rotation", "off"))))
                        .kind())
                .isEqualTo(Kind.NOT_ROTATING);
        assertThat(Standing.under(Optional.of(PolicyParser.parse(Map.of("enforcement", "observe")))))
                .isEqualTo(OBSERVED);
        assertThat(Standing.under(Optional.of(PolicyParser.parse(Map.of("grace-period-seconds", "15")))))
                .isEqualTo(new Standing(Kind.ENFORCED, 15));
    }

    @Nested
    final class WhileItIsObserved {

        @Test
        void givenFourteenOfFifteenLostAnswersThenEnforceWithWhatTheyNeed() {
            Recommendation recommendation = Adviser.recommend(OBSERVED, observed(busy(), 15, times(14, 15)));
            assertThat(recommendation).isEqualTo(new Recommendation(Code.ENFORCE_WITH_GRACE, 15, 15, 14));
            assertThat(recommendation.text())
                    .isEqualTo("14 of 15 would have been lost answers. Enforce with a grace period of 15 s.");
        }

        @Test
        void givenNoReuseThenEnforce() {
            assertThat(Adviser.recommend(OBSERVED, busy())).isEqualTo(new Recommendation(Code.ENFORCE, null, 0, 0));
        }

        /** One in ten may be from elsewhere, and no more. */
        @ParameterizedTest
        @CsvSource({
            "1, 0, LOOK_AT_INCIDENTS",
            "9, 8, LOOK_AT_INCIDENTS",
            "10, 9, ENFORCE_WITH_GRACE",
            "19, 17, LOOK_AT_INCIDENTS",
            "20, 18, ENFORCE_WITH_GRACE",
            "1, 1, ENFORCE_WITH_GRACE"
        })
        void givenReusesFromElsewhereThenOneInTenIsMany(int of, int lost, Code expected) {
            assertThat(code(OBSERVED, observed(busy(), of, times(lost, 12)))).isEqualTo(expected);
        }

        @Test
        void givenATheftAmongFewRefreshesThenItIsLookedAtFirst() {
            Tally few = new Tally();
            few.count(Measure.ROTATE, Mode.OBSERVED);
            assertThat(code(OBSERVED, observed(few, 1))).isEqualTo(Code.LOOK_AT_INCIDENTS);
        }

        @ParameterizedTest
        @CsvSource({"0, NOT_ENOUGH_DATA", "99, NOT_ENOUGH_DATA", "100, ENFORCE"})
        void givenFewRefreshesThenTheySayNothing(int refreshes, Code expected) {
            Tally tally = new Tally();
            tally.add(Measure.KEEP, Mode.OBSERVED.bucket(), refreshes);
            tally.count(CountedUsers.ALL, "alice");
            tally.count(CountedUsers.ALL, "bob");
            assertThat(code(OBSERVED, tally)).isEqualTo(expected);
        }

        @Test
        void givenABotThatRefreshesAMillionTimesThenItIsOneUser() {
            Tally bot = new Tally();
            bot.add(Measure.ROTATE, Mode.OBSERVED.bucket(), 1_000_000);
            bot.count(CountedUsers.ALL, "service-account-bot");
            assertThat(code(OBSERVED, bot)).isEqualTo(Code.ONE_USER);
            assertThat(code(OBSERVED, observed(bot, 5, times(5, 3)))).isEqualTo(Code.ONE_USER);
        }

        @Test
        void givenOneLaptopThatSleptThenItDoesNotDecide() {
            int[] needed = times(20, 15);
            needed[7] = 7_200;
            assertThat(Adviser.recommend(OBSERVED, observed(busy(), 20, needed)))
                    .isEqualTo(new Recommendation(Code.ENFORCE_WITH_GRACE, 15, 20, 20));
        }

        @Test
        void givenThatMostComeTooLateThenTheClientIsToBeMended() {
            Recommendation recommendation = Adviser.recommend(OBSERVED, observed(busy(), 20, times(20, 61)));
            assertThat(recommendation.code()).isEqualTo(Code.MEND_CLIENT);
            assertThat(recommendation.graceSeconds()).isEqualTo(65);
            assertThat(code(OBSERVED, observed(busy(), 20, times(20, 60)))).isEqualTo(Code.ENFORCE_WITH_GRACE);
        }

        @Test
        void givenRetriesThatTheGracePeriodAbsorbsThenItIsNotAdvisedToBeShorter() {
            Tally tally = observed(busy(), 10, times(10, 3));
            tally.add(Measure.GRACE_NEEDED, 30, 500);
            assertThat(Adviser.recommend(new Standing(Kind.OBSERVED, 30), tally).graceSeconds())
                    .isEqualTo(30);
            assertThat(Adviser.recommend(new Standing(Kind.OBSERVED, 20), tally).graceSeconds())
                    .isEqualTo(30);
            assertThat(Adviser.recommend(new Standing(Kind.OBSERVED, 45), tally).graceSeconds())
                    .isEqualTo(45);
        }

        @Test
        void givenCountsOfAnOlderVersionThenTheyAreGoodForIt() {
            Tally old = busy();
            old.add(Measure.WOULD_BE_REVOCATION, 0, 15);
            old.add(Measure.AVOIDABLE, 0, 14);
            old.add(Measure.GRACE_NEEDED, 14, 14);
            assertThat(Adviser.recommend(OBSERVED, old))
                    .isEqualTo(new Recommendation(Code.ENFORCE_WITH_GRACE, 14, 15, 14));
        }

        @Test
        void givenRevocationsFromBeforeThenTheyAreNotMistakenForWhatWasObserved() {
            Tally both = enforced(observed(busy(), 2), 30, times(30, 5));
            assertThat(Adviser.recommend(OBSERVED, both))
                    .isEqualTo(new Recommendation(Code.LOOK_AT_INCIDENTS, null, 2, 0));
        }
    }

    @Nested
    final class WhileItIsEnforced {

        @Test
        void givenLostAnswersThenTheGracePeriodIsToBeRaised() {
            assertThat(Adviser.recommend(ENFORCED, enforced(busy(), 4, 15, 15, 20)))
                    .isEqualTo(new Recommendation(Code.RAISE_GRACE, 20, 4, 3));
        }

        @Test
        void whenItHasBeenRaisedThenNothingIsToBeDone() {
            Standing raised = new Standing(Kind.ENFORCED, 20);
            assertThat(Adviser.recommend(raised, enforced(busy(), 4, 15, 15, 20)))
                    .isEqualTo(new Recommendation(Code.ENFORCED_WITH_GRACE, 20, 4, 3));
        }

        @Test
        void givenThatTheyComeTooLateThenTheClientIsToBeMended() {
            assertThat(code(ENFORCED, enforced(busy(), 4, times(4, 600)))).isEqualTo(Code.MEND_CLIENT);
        }

        @Test
        void givenThatMostAreFromElsewhereThenTheIncidentsAreToBeLookedAt() {
            assertThat(Adviser.recommend(ENFORCED, enforced(busy(), 5, 15, 15)))
                    .isEqualTo(new Recommendation(Code.LOOK_AT_REVOCATIONS, null, 5, 2));
        }

        @Test
        void givenThatWouldBeRevocationsAreOfAnEarlierTimeThenTheyDoNotMatter() {
            assertThat(code(ENFORCED, observed(busy(), 50, times(50, 30)))).isEqualTo(Code.ENFORCED);
        }
    }

    /** Whoever holds tokens of a client can make as many reuses of his own as he likes, and look like a client that is slow. */
    @Test
    void givenThatSomebodyMakesReusesThenNoMoreThanAMinuteIsAdvised() {
        for (Standing now : new Standing[] {OBSERVED, ENFORCED}) {
            for (int seconds : new int[] {59, 60, 61, 3_600, 86_400}) {
                Tally flooded =
                        observed(enforced(busy(), 10_000, times(10_000, seconds)), 10_000, times(10_000, seconds));
                Recommendation recommendation = Adviser.recommend(now, flooded);
                assertThat(recommendation.code() == Code.MEND_CLIENT)
                        .as("%s at %d s: %s", now, seconds, recommendation)
                        .isEqualTo(seconds > 60);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void thenEachCodeIsASentenceAndANameForPrograms(Code code) {
        assertThat(code.text()).matches("[a-z]+(-[a-z]+)*");
        assertThat(new Recommendation(code, 15, 15, 14).text()).endsWith(".").doesNotContain("{", "}");
    }
}
