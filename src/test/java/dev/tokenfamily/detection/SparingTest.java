package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a standstill excuses is excused once: no theft stays hidden by it. */
final class SparingTest {

    private static final Policy OBSERVING = Rig.policy("grace-period-seconds", 0, "enforcement", "observe");

    private final Rig rig = new Rig();
    private final PresentedToken first = rig.login();

    /** The first token is two generations old, and this node stood still while that happened elsewhere. */
    private PresentedToken supersededInAStandstill(Policy policy) {
        PresentedToken second = Rig.token(rig.granted(first, policy));
        rig.store.pass(4);
        PresentedToken head = Rig.token(rig.granted(second, policy));
        rig.store.standStill(5);
        return head;
    }

    @Nested
    final class GivenATokenThatWasSupersededInAStandstill {

        @Test
        void whenItComesAfterwardsThenItIsRefusedAndTheFamilyMarked() {
            PresentedToken head = supersededInAStandstill(Rig.STRICT);

            assertThat(rig.refused(first, Rig.STRICT)).isInstanceOf(Spared.class);

            assertThat(rig.row().sparedUntil()).isEqualTo(rig.store.now() + 10);
            assertThat(rig.store.incidents()).isEmpty();
            assertThat(rig.refresh(head, Rig.STRICT)).isInstanceOf(Granted.class);
        }

        @Test
        void whenItComesTwiceInTheAftermathThenItIsRefusedTwice() {
            supersededInAStandstill(Rig.STRICT);

            assertThat(rig.refused(first, Rig.STRICT)).isInstanceOf(Spared.class);
            rig.store.pass(10);
            assertThat(rig.refused(first, Rig.STRICT)).isInstanceOf(Spared.class);

            assertThat(rig.store.writes()).containsOnlyOnce("spare");
        }

        @Test
        void whenItComesAgainAfterTheAftermathThenItIsReuse() {
            PresentedToken head = supersededInAStandstill(Rig.STRICT);
            rig.refused(first, Rig.STRICT);
            rig.store.pass(11);

            assertThat(rig.refused(first, Rig.STRICT)).isInstanceOf(Reuse.class);

            assertThat(rig.store.incidents()).hasSize(1);
            assertThat(rig.refused(head, Rig.STRICT)).isInstanceOf(Revoked.class);
        }

        @Test
        void whenTheNodeStandsStillAgainThenItIsReuse() {
            PresentedToken head = supersededInAStandstill(Rig.STRICT);
            rig.refused(first, Rig.STRICT);
            rig.store.pass(60);
            PresentedToken next = Rig.token(rig.granted(head, Rig.STRICT));
            rig.store.pass(2);
            rig.granted(next, Rig.STRICT);
            rig.store.standStill(5);

            assertThat(rig.refused(head, Rig.STRICT)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenTheMarkCannotBeWrittenThenNobodyIsSpared() {
            supersededInAStandstill(Rig.STRICT);
            rig.store.mishaps().beforeNextWrite(() -> rig.store.mishaps().startOutage());

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> rig.refresh(first, Rig.STRICT));
        }
    }

    @Test
    void givenAPolicyThatObservesThenASparedTokenIsAnsweredAndNotCounted() {
        supersededInAStandstill(OBSERVING);

        assertThat(rig.granted(first, OBSERVING).finding().verdict()).isInstanceOf(Spared.class);
        assertThat(rig.store.incidents()).isEmpty();

        rig.store.pass(11);
        assertThat(rig.granted(first, OBSERVING).finding().verdict()).isInstanceOf(Reuse.class);
        assertThat(rig.store.incidents()).hasSize(1);
    }
}
