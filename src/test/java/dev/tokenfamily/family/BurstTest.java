package dev.tokenfamily.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Burst.Step;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a row remembers of rotations that follow each other within a grace period. */
final class BurstTest {

    private static final long LOGIN = 1_700_000_000;
    private static final Origin HOME = new Origin("192.0.2.1", null);
    private static final Origin ELSEWHERE = new Origin("203.0.113.9", null);

    /** As many answers as one likes, from anywhere. */
    private static GraceTerms lasting(long supersededAt, int seconds) {
        return new GraceTerms(supersededAt + seconds + 1, 0, false);
    }

    /** A family whose first token was superseded then, with so much grace. */
    private static Family rotatedAt(long time, int grace) {
        return Family.opened(
                "family",
                new Owner("realm", "client", "user", "session", false),
                LOGIN,
                1,
                head(1, time),
                lasting(time, grace),
                time,
                HOME,
                AccessTokens.NONE);
    }

    private static Head head(int generation, long time) {
        return new Head("rt-" + generation, time, time + 1_800, time);
    }

    private static Family rotated(Family family, long time, GraceTerms terms, Origin origin) {
        int next = family.generation() + 1;
        return family.advanced(next, head(next, time), terms, time, origin, new AccessToken("at-" + next, time + 300));
    }

    private static Family rotated(Family family, long time, int grace) {
        return rotated(family, time, lasting(time, grace), HOME);
    }

    private static Optional<Long> supersededAt(Family family, int generation) {
        return family.lineage().superseded(generation).map(Superseded::at);
    }

    private static Optional<Long> deadline(Family family, int generation) {
        return family.lineage()
                .superseded(generation)
                .map(superseded -> superseded.terms().deadline());
    }

    private static Family retried(Family family) {
        TokenUse use = new TokenUse(family.lastUse().at(), HOME.address());
        return family.retried(use, new AccessToken("at-retry", use.at() + 300));
    }

    @Test
    void givenRotationsFurtherApartThanTheGracePeriodThenOnlyThePredecessorIsKnown() {
        Family family = rotated(rotatedAt(LOGIN, 10), LOGIN + 11, 10);
        assertThat(family.grace().burst()).isEqualTo(Burst.NONE);
        assertThat(supersededAt(family, 1)).contains(LOGIN + 11);
        assertThat(supersededAt(family, 0)).isEmpty();
    }

    @Test
    void givenAShortGracePeriodThenEachGenerationIsKnownToTheSecond() {
        Family family = rotated(rotated(rotatedAt(LOGIN, 10), LOGIN + 9, 10), LOGIN + 11, 10);
        assertThat(supersededAt(family, 2)).contains(LOGIN + 11);
        assertThat(supersededAt(family, 1)).contains(LOGIN + 9);
        assertThat(deadline(family, 1)).contains(LOGIN + 20);
        assertThat(supersededAt(family, 0)).as("its grace period is over").isEmpty();
    }

    @Test
    void givenManyRotationsInOneSecondThenTheyAreOneStep() {
        Family family = rotatedAt(LOGIN, 10);
        for (int rotation = 0; rotation < 100; rotation++) {
            family = rotated(family, LOGIN, 10);
        }
        assertThat(family.grace().burst().steps()).containsExactly(new Step(0, LOGIN, 0));
        assertThat(supersededAt(family, 0)).contains(LOGIN);
        assertThat(supersededAt(family, 98)).contains(LOGIN);
    }

    /** Whoever rotates as fast as he can prolongs nothing, and makes the row no longer. */
    @Test
    void givenRotationsWithoutAnEndThenNothingIsYoungerThanItIsAndAllButASixteenthIsKnown() {
        for (int grace : new int[] {1, 10, 15, 16, 60, 3_600, 86_400}) {
            Random dice = new Random(grace);
            long[] when = new long[400];
            when[0] = LOGIN;
            Family family = rotatedAt(LOGIN, grace);
            for (int generation = 1; generation < when.length; generation++) {
                long now = when[generation - 1] + dice.nextInt(grace / 8 + 2);
                when[generation] = now;
                family = rotated(family, now, grace);
                assertThat(family.grace().burst().steps()).hasSizeLessThanOrEqualTo(Burst.MOST_STEPS);
                for (int older = 0; older < generation; older++) {
                    long own = when[older] + grace + 1;
                    Optional<Long> deadline = deadline(family, older);
                    assertThat(deadline.orElse(0L)).isLessThanOrEqualTo(own);
                    assertThat(deadline.isPresent() || now >= own - (grace + 1) / Burst.MOST_STEPS)
                            .as("generation %d of %d with %d s of grace", older, generation, grace)
                            .isTrue();
                    assertThat(deadline.orElse(own)).isGreaterThanOrEqualTo(own - (grace + 1) / Burst.MOST_STEPS);
                }
            }
        }
    }

    @Nested
    final class GivenAnswersInABurst {

        private final Family twice = retried(retried(rotatedAt(LOGIN, 10)));
        private final Family thrice = rotated(retried(rotated(twice, LOGIN + 1, 10)), LOGIN + 2, 10);

        @Test
        void thenThoseSinceAGenerationWasSupersededCountAgainstIt() {
            assertThat(thrice.lineage().superseded(0).orElseThrow().earlierRetries())
                    .isEqualTo(3);
            assertThat(thrice.lineage().superseded(1).orElseThrow().earlierRetries())
                    .isEqualTo(1);
            assertThat(thrice.lineage().superseded(2).orElseThrow().earlierRetries())
                    .isZero();
        }

        @Test
        void whenStepsAreOneThenTheyCountForAllOfIt() {
            Family sameSecond = rotated(retried(rotated(twice, LOGIN, 10)), LOGIN, 10);
            assertThat(sameSecond.lineage().superseded(1).orElseThrow().earlierRetries())
                    .isEqualTo(3);
        }
    }

    @Nested
    final class GivenAnyDoubt {

        private final Family first = rotatedAt(LOGIN, 10);

        private void assertForgotten(Family family) {
            assertThat(family.grace().burst()).isEqualTo(Burst.NONE);
        }

        @Test
        void whenTheNewTermsAreMoreLenientThenThoseBeforeAreForgotten() {
            assertForgotten(rotated(first, LOGIN + 1, 11));
            Family limited = rotated(first, LOGIN + 1, new GraceTerms(LOGIN + 12, 1, false), HOME);
            assertThat(supersededAt(limited, 0)).contains(LOGIN);
            assertForgotten(rotated(limited, LOGIN + 1, new GraceTerms(LOGIN + 12, 2, false), HOME));
            assertForgotten(rotated(limited, LOGIN + 1, 10));
            Family bound = rotated(first, LOGIN + 1, new GraceTerms(LOGIN + 12, 0, true), HOME);
            assertForgotten(rotated(bound, LOGIN + 1, 10));
        }

        @Test
        void whenTheNewTermsAreStricterThenThoseBeforeHaveNoMoreEither() {
            assertThat(deadline(rotated(first, LOGIN + 1, 5), 0)).contains(LOGIN + 6);
            assertForgotten(rotated(first, LOGIN + 6, 5));
            assertForgotten(rotated(first, LOGIN, GraceTerms.NONE, HOME));
        }

        @Test
        void whenAnAddressBindsAndIsAnotherThenThoseBeforeAreForgotten() {
            GraceTerms bound = new GraceTerms(LOGIN + 12, 0, true);
            assertThat(supersededAt(rotated(first, LOGIN + 1, bound, HOME), 0)).contains(LOGIN);
            assertForgotten(rotated(first, LOGIN + 1, bound, ELSEWHERE));
            assertThat(supersededAt(rotated(first, LOGIN + 1, lasting(LOGIN + 1, 10), ELSEWHERE), 0))
                    .contains(LOGIN);
        }

        @Test
        void whenTheClockWasSetBackThenThoseBeforeAreForgotten() {
            assertForgotten(rotated(first, LOGIN - 2, 10));
            assertThat(supersededAt(rotated(first, LOGIN - 1, 10), 0)).contains(LOGIN);
        }

        @Test
        void whenGenerationsAreMissingThenThoseBeforeAreForgotten() {
            assertForgotten(first.advanced(
                    4, head(4, LOGIN), lasting(LOGIN, 10), LOGIN, HOME, new AccessToken("at", LOGIN + 300)));
        }

        @Test
        void whenKeycloaksSwitchSupersededOneThenThoseBeforeAreForgotten() {
            Family chained = rotated(first, LOGIN + 1, 10);
            assertThat(supersededAt(chained, 0)).contains(LOGIN);
            assertForgotten(chained.supersededBySwitch());
            assertForgotten(chained.refusingPredecessor());
            assertForgotten(rotated(chained.supersededBySwitch(), LOGIN + 2, 10));
            assertForgotten(chained.overtaken(3, LOGIN + 300));
        }
    }
}
