package dev.tokenfamily.exploration;

import static dev.tokenfamily.exploration.Scenarios.DEFAULT;
import static dev.tokenfamily.exploration.Scenarios.INTERVAL;
import static dev.tokenfamily.exploration.Scenarios.OBSERVE;
import static dev.tokenfamily.exploration.Scenarios.PAST_GRACE;
import static dev.tokenfamily.exploration.Scenarios.STRICT;
import static dev.tokenfamily.exploration.Scenarios.stolen;
import static dev.tokenfamily.exploration.Scenarios.tripleSubmit;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.exploration.BrokenStore.Promise;
import org.junit.jupiter.api.Test;

/** The explorer can fail: whatever promise a store breaks, some schedule shows it. */
final class BrokenStoreTest {

    private static final Scenario FIRST = tripleSubmit("the first token", DEFAULT, 0);
    private static final Scenario LATER = tripleSubmit("a later head", DEFAULT, 1);
    private static final Scenario STRICTLY = tripleSubmit("no grace", STRICT, 1);
    private static final Scenario TIME = tripleSubmit("time", DEFAULT, 1, PAST_GRACE);
    private static final Scenario OBSERVED = stolen("observe", OBSERVE, new int[] {2, 0, 0});

    private static Scenario standstill() {
        return Scenario.of(
                        "standstill",
                        STRICT,
                        new HeldUpRequest(new Request("thief", new Pick.OfGeneration(0), STRICT, false)),
                        new NodeStandsStill())
                .atGeneration(2)
                .withThief();
    }

    private static Scenario revocation(int generation) {
        return tripleSubmit("revocation", DEFAULT, generation, new ClientRevokes(new Pick.OfGeneration(generation)));
    }

    private static Scenario sessionEnd() {
        return tripleSubmit("session end", DEFAULT, 0, new AdminEndsSession(new Pick.OfGeneration(0)));
    }

    private static void assertFound(Promise promise, Scenario scenario, String claim) {
        Scenario broken = scenario.over(rows -> new BrokenStore(rows, promise));
        assertThatExceptionOfType(ClaimBroken.class)
                .isThrownBy(() -> new Explorer(broken).explore())
                .withMessageContaining(claim);
    }

    @Test
    void givenAnInsertThatOverwritesWhenExploredThenItIsFound() {
        assertFound(Promise.INSERT_LEAVES_WHAT_IS_THERE, FIRST, "a generation has one head");
        assertFound(Promise.INSERT_LEAVES_WHAT_IS_THERE, revocation(0), "a revoked family stays revoked");
        assertFound(Promise.REVOKED_ROW_LEAVES_WHAT_IS_THERE, revocation(0), "only an undo goes back");
    }

    @Test
    void givenASessionThatIsNotLookedForWhenExploredThenItIsFound() {
        assertFound(Promise.SESSION_MUST_BE_THERE, sessionEnd(), "nothing is accepted after a revocation was answered");
    }

    @Test
    void givenABlindAdvanceWhenExploredThenItIsFound() {
        assertFound(Promise.ADVANCE_ONLY_FROM_THE_SAME_HEAD, LATER, "a generation has one head");
        assertFound(Promise.ADVANCE_ONLY_WHILE_ACTIVE, STRICTLY, "a revoked family stays revoked");
        assertFound(Promise.ADVANCE_ONLY_SOON_AFTER_THE_JUDGEMENT, TIME, "a client that lost an answer can go on");
    }

    @Test
    void givenABlindRetryWhenExploredThenItIsFound() {
        assertFound(Promise.RETRY_ONLY_WHILE_ACTIVE, revocation(0), "everybody gets the same head of a generation");
        assertFound(Promise.RETRY_ONLY_IN_TIME, TIME, "nobody is answered in grace after its end");
        assertFound(Promise.RETRY_IS_COUNTED, LATER, "what somebody is about to be answered is not taken back");
    }

    @Test
    void givenABlindUndoWhenExploredThenItIsFound() {
        assertFound(
                Promise.UNDO_ONLY_IF_NOT_ANSWERED, LATER, "what somebody is about to be answered is not taken back");
        assertFound(Promise.UNDO_ONLY_WHILE_ACTIVE, STRICTLY, "a revoked family stays revoked");
    }

    @Test
    void givenABlindLookAtWhatIsKeptWhenExploredThenItIsFound() {
        assertFound(
                Promise.UNCHANGED_ONLY_WHILE_ACTIVE,
                tripleSubmit("interval", INTERVAL, 1, new ClientRevokes(new Pick.OfGeneration(1)))
                        .onRememberingNode(),
                "nothing is accepted after a revocation was answered");
    }

    @Test
    void givenAMarkThatIsLostWhenExploredThenItIsFound() {
        assertFound(Promise.SPARED_IS_KEPT, standstill(), "a theft is noticed, whatever stood still");
    }

    @Test
    void givenARevocationThatAllSucceedInWhenExploredThenItIsFound() {
        assertFound(Promise.REVOKE_ONLY_ONCE, STRICTLY, "a reuse is reported once");
        assertFound(Promise.REVOKE_IS_KEPT, STRICTLY, "a reuse is reported once");
        assertFound(Promise.OBSERVE_ONLY_ONCE, OBSERVED, "a reuse is reported once");
    }
}
