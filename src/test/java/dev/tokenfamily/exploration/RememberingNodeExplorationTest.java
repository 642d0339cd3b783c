package dev.tokenfamily.exploration;

import static dev.tokenfamily.exploration.ExhaustiveExplorationTest.explore;
import static dev.tokenfamily.exploration.ExhaustiveExplorationTest.revocation;
import static dev.tokenfamily.exploration.ExhaustiveExplorationTest.sessionEnd;
import static dev.tokenfamily.exploration.Scenarios.DEFAULT;
import static dev.tokenfamily.exploration.Scenarios.INTERVAL;
import static dev.tokenfamily.exploration.Scenarios.PAST_GRACE;
import static dev.tokenfamily.exploration.Scenarios.STRICT;
import static dev.tokenfamily.exploration.Scenarios.stolen;
import static dev.tokenfamily.exploration.Scenarios.tripleSubmit;

import org.junit.jupiter.api.Test;

/** The same at one node, which remembers what it wrote, and hears of nothing that others do. */
final class RememberingNodeExplorationTest {

    @Test
    void whenTheHeadComesThreeTimesThenEveryClaimHolds() {
        explore(tripleSubmit("grace: a later head", DEFAULT, 1).onRememberingNode());
        explore(tripleSubmit("interval: a later head, revocation", INTERVAL, 1, revocation(1))
                .onRememberingNode());
        explore(tripleSubmit("no grace: a later head, revocation", STRICT, 1, revocation(1))
                .onRememberingNode());
        explore(tripleSubmit("grace: a later head, session end", DEFAULT, 1, sessionEnd(1))
                .onRememberingNode());
    }

    @Test
    void whenItIsATheftThenEveryClaimHolds() {
        explore(stolen("no grace: head, predecessor, stale", STRICT, new int[] {2, 1, 0})
                .onRememberingNode());
        explore(stolen("grace: head, head, predecessor, time", DEFAULT, new int[] {2, 2, 1}, PAST_GRACE)
                .onRememberingNode());
    }
}
