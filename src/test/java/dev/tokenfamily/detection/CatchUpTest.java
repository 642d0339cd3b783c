package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.LOGIN;
import static dev.tokenfamily.detection.Rig.OWNER;
import static dev.tokenfamily.detection.Rig.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tokens that are newer than their row. */
final class CatchUpTest {

    private final Rig rig = new Rig();

    @Test
    void givenARestoredDatabaseThenEveryCatchUpOfARowIsAnIncident() {
        Granted first = rig.granted(rig.login(), DEFAULT);
        PresentedToken third = token(rig.granted(token(rig.granted(token(first), DEFAULT)), DEFAULT));
        rig.store.put(rig.row()
                .advanced(
                        1,
                        rig.row().head(),
                        rig.row().grace().terms(),
                        rig.row().lastUse().at(),
                        rig.row().rotatedFrom(),
                        rig.mint().accessToken()));
        Granted caughtUp = rig.granted(third, DEFAULT);
        assertThat(caughtUp.finding().verdict()).isEqualTo(new CatchUp(false));
        assertThat(caughtUp.finding().incident()).isTrue();
        assertThat(caughtUp.claim().generation()).isEqualTo(4);
        Finding examined = rig.examine(newer(9), DEFAULT);
        assertThat(examined.incident())
                .as("reported by the one that catches up, and once")
                .isFalse();
        Ruling again = rig.settle(examined);
        assertThat(again.finding().verdict()).isEqualTo(new CatchUp(true));
        assertThat(again.finding().incident()).isTrue();
    }

    @Nested
    final class GivenANewerToken {

        @Test
        void whenItsSuccessorIsWithheldThenTheRowCatchesUpAndItStaysLive() {
            rig.granted(rig.login(), DEFAULT);
            Policy withheld = DEFAULT.withoutRotation();
            Granted granted = (Granted) rig.protocol.settle(rig.examine(newer(3), withheld), withheld, rig.mint());
            assertThat(granted.claim().generation()).isEqualTo(3);
            rig.store.pass(60);
            assertThat(rig.granted(newer(3), DEFAULT).finding().verdict()).isEqualTo(new Rotate());
        }

        @Test
        void whenNoPolicyGovernsThenItIsKeptAndItsPredecessorGetsNoGrace() {
            rig.granted(rig.login(), DEFAULT);
            Granted granted = rig.granted(newer(3), Policy.UNGOVERNED);
            assertThat(granted.claim().generation()).isEqualTo(3);
            assertThat(rig.row().generation()).isEqualTo(3);
            assertThat(rig.refused(newer(2), Policy.UNGOVERNED).text()).isEqualTo("reuse");
        }
    }

    private static PresentedToken newer(int generation) {
        return new PresentedToken("family", generation, LOGIN, LOGIN, LOGIN, LOGIN + 1_800, null, OWNER);
    }
}
