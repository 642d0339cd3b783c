package dev.tokenfamily.exploration;

import static dev.tokenfamily.exploration.Scenarios.DEFAULT;
import static dev.tokenfamily.exploration.Scenarios.INTERVAL;
import static dev.tokenfamily.exploration.Scenarios.LATE;
import static dev.tokenfamily.exploration.Scenarios.LATE_OBSERVED;
import static dev.tokenfamily.exploration.Scenarios.LATE_STRICT;
import static dev.tokenfamily.exploration.Scenarios.OBSERVE;
import static dev.tokenfamily.exploration.Scenarios.ONE_RETRY;
import static dev.tokenfamily.exploration.Scenarios.PAST_GRACE;
import static dev.tokenfamily.exploration.Scenarios.PAST_INTERVAL;
import static dev.tokenfamily.exploration.Scenarios.STRICT;
import static dev.tokenfamily.exploration.Scenarios.chained;
import static dev.tokenfamily.exploration.Scenarios.stolen;
import static dev.tokenfamily.exploration.Scenarios.stolenElsewhere;
import static dev.tokenfamily.exploration.Scenarios.tripleSubmit;

import dev.tokenfamily.suite.Measured;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three requests, with all that can befall each of their steps, in every order. Prints how many orders that were. */
final class ExhaustiveExplorationTest {

    static void explore(Scenario scenario) {
        Measured.note(new Explorer(scenario).explore().toString());
    }

    @Nested
    final class GivenTheHeadThreeTimes {

        @Test
        void whenThereIsGraceThenEveryClaimHolds() {
            explore(tripleSubmit("grace: the first token, three times", DEFAULT, 0));
            explore(tripleSubmit("grace: a later head, three times", DEFAULT, 1));
            explore(tripleSubmit("one retry: a head, three times", ONE_RETRY, 1));
        }

        @Test
        void whenThereIsNoGraceThenEveryClaimHolds() {
            explore(tripleSubmit("no grace: the first token, three times", STRICT, 0));
            explore(tripleSubmit("no grace: a later head, three times", STRICT, 1));
        }

        @Test
        void whenTheClientRevokesThenEveryClaimHolds() {
            explore(tripleSubmit("grace: the first token, revocation", DEFAULT, 0, revocation(0)));
            explore(tripleSubmit("grace: a later head, revocation", DEFAULT, 1, revocation(1)));
            explore(tripleSubmit("no grace: a later head, revocation", STRICT, 1, revocation(1)));
            explore(tripleSubmit("interval: the first token, revocation", INTERVAL, 0, revocation(0)));
        }

        @Test
        void whenTheSessionEndsThenEveryClaimHolds() {
            explore(tripleSubmit("grace: the first token, session end", DEFAULT, 0, sessionEnd(0)));
            explore(tripleSubmit("grace: a later head, session end", DEFAULT, 1, sessionEnd(1)));
            explore(tripleSubmit("no grace: the first token, session end", STRICT, 0, sessionEnd(0)));
            explore(tripleSubmit("interval: the first token, session end", INTERVAL, 0, sessionEnd(0)));
        }

        @Test
        void whenTimePassesThenEveryClaimHolds() {
            explore(tripleSubmit("grace: the first token, time", DEFAULT, 0, PAST_GRACE));
            explore(tripleSubmit("one retry: a head, time", ONE_RETRY, 1, PAST_GRACE));
            explore(tripleSubmit("no grace: a later head, time", STRICT, 1, PAST_GRACE));
            explore(tripleSubmit("interval: the first token, time", INTERVAL, 0, PAST_INTERVAL));
        }
    }

    /** Where the policy requires a login in a new place. */
    @Nested
    final class GivenAThiefElsewhere {

        @Test
        void whenHeHoldsTheHeadThenEveryClaimHolds() {
            explore(stolenElsewhere("elsewhere: the head, twice the owner and the thief", 2, 2));
            explore(stolenElsewhere("elsewhere: the same, revocation", 2, 2, revocation(2)));
            explore(stolenElsewhere("elsewhere: the same, time", 2, 2, PAST_GRACE));
        }

        @Test
        void whenHeHoldsTheTokenBeforeItThenEveryClaimHolds() {
            explore(stolenElsewhere("elsewhere: the head twice, and the predecessor", 2, 1));
            explore(stolenElsewhere("elsewhere: the predecessor twice, and the head", 1, 2));
        }

        @Test
        void whenTheNodeRemembersThenEveryClaimHolds() {
            explore(stolenElsewhere("elsewhere: the head, twice the owner and the thief", 2, 2)
                    .onRememberingNode());
        }
    }

    /** As of parallel processes with one token: some are behind by more than one generation when they come. */
    @Nested
    final class GivenRotationsThatFollowEachOtherWithinGrace {

        @Test
        void whenOneClientIsBehindThenEveryClaimHolds() {
            explore(chained("chain: head, predecessor, one before", DEFAULT, 1, 2, 1, 0));
            explore(chained("chain: the one before, three times", DEFAULT, 4, 0, 0, 0));
            explore(chained("chain: one retry: head, one before twice", ONE_RETRY, 1, 2, 0, 0));
            explore(chained("chain: no grace: head, predecessor, one before", STRICT, 0, 2, 1, 0)
                    .withThief());
        }

        @Test
        void whenTheGraceOfSomeEndsThenEveryClaimHolds() {
            explore(chained("chain: head, predecessor, one before, time", DEFAULT, 6, 2, 1, 0, TimePasses.by(5L, 6L)));
        }

        @Test
        void whenTheyAreOnlyObservedThenEveryClaimHolds() {
            explore(chained("chain: observe: head, predecessor, one before, time", OBSERVE, 6, 2, 1, 0, PAST_GRACE));
        }
    }

    @Nested
    final class GivenATheft {

        @Test
        void whenSupersededTokensComeTooThenEveryClaimHolds() {
            explore(stolen("grace: head, predecessor, stale", DEFAULT, new int[] {2, 1, 0}));
            explore(stolen("grace: head, head, predecessor", DEFAULT, new int[] {2, 2, 1}));
            explore(stolen("grace: head, head, stale", DEFAULT, new int[] {2, 2, 0}));
            explore(stolen("no grace: head, predecessor, stale", STRICT, new int[] {2, 1, 0}));
            explore(stolen("no grace: head, head, predecessor", STRICT, new int[] {2, 2, 1}));
        }

        @Test
        void whenTheOwnerRevokesThenEveryClaimHolds() {
            explore(stolen("grace: head, predecessor, stale, revocation", DEFAULT, new int[] {2, 1, 0}, revocation(2)));
        }

        @Test
        void whenTimePassesThenEveryClaimHolds() {
            explore(stolen("grace: head, head, predecessor, time", DEFAULT, new int[] {2, 2, 1}, PAST_GRACE));
        }
    }

    @Nested
    final class GivenLateRecovery {

        /** What one client sends that gets no answer, or late. */
        private Scenario losing(String name, int requests, Actor clock) {
            Actor[] cast = new Actor[requests + 1];
            for (int i = 0; i < requests; i++) {
                cast[i] = new Request("request " + i, new Pick.Newest(0), LATE, false);
            }
            cast[requests] = clock;
            return Scenario.of(name, LATE, cast).atGeneration(1);
        }

        @Test
        void whenAClientLosesAnswersThenEveryClaimHolds() {
            explore(losing("late: the newest token, three times, time", 3, PAST_GRACE));
            explore(losing("late: the newest token twice, time twice", 2, TimePasses.by(11L, 11L)));
        }

        @Test
        void whenThePredecessorComesSeveralTimesThenEveryClaimHolds() {
            explore(stolen("late: predecessor, three times, time", LATE, new int[] {1, 1, 1}, PAST_GRACE));
            explore(stolen("late: no grace: predecessor, three times", LATE_STRICT, new int[] {1, 1, 1}));
        }

        @Test
        void whenThereIsAThiefThenEveryClaimHolds() {
            explore(stolen("late: head, predecessor twice, time", LATE, new int[] {2, 1, 1}, PAST_GRACE));
            explore(stolen("late: head, predecessor, stale, time", LATE, new int[] {2, 1, 0}, PAST_GRACE));
            explore(stolen("late: no grace: head, predecessor, stale", LATE_STRICT, new int[] {2, 1, 0}));
        }

        @Test
        void whenTheOwnerRevokesThenEveryClaimHolds() {
            explore(stolen("late: predecessor twice, revocation", LATE_STRICT, new int[] {1, 1}, revocation(2)));
        }

        @Test
        void whenItIsOnlyObservedThenEveryClaimHolds() {
            explore(stolen("late: observe: head, predecessor, time", LATE_OBSERVED, new int[] {2, 1}, PAST_GRACE));
        }
    }

    @Test
    void givenReusesThatAreOnlyObservedThenEveryClaimHolds() {
        explore(tripleSubmit("observe: a head, three times", OBSERVE, 1));
        explore(stolen("observe: head, predecessor, stale", OBSERVE, new int[] {2, 1, 0}));
        explore(stolen("observe: head, predecessor, stale, time", OBSERVE, new int[] {2, 1, 0}, PAST_GRACE));
    }

    static Actor revocation(int generation) {
        return new ClientRevokes(new Pick.OfGeneration(generation));
    }

    static Actor sessionEnd(int generation) {
        return new AdminEndsSession(new Pick.OfGeneration(generation));
    }
}
