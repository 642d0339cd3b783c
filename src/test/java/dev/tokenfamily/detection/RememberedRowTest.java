package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Rig.DEFAULT;
import static dev.tokenfamily.detection.Rig.STRICT;
import static dev.tokenfamily.detection.Rig.policy;
import static dev.tokenfamily.detection.Rig.token;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A node that remembers a row rotates without a look at it, keeps after one look, and refuses nobody for it. */
final class RememberedRowTest {

    private final Rig rig = new Rig();

    /** Generation 2: the first row is inserted, the next one written over it. */
    private PresentedToken remembered(Policy policy) {
        PresentedToken second = token(rig.granted(rig.login(), policy));
        PresentedToken third = token(rig.granted(second, policy));
        assertThat(rig.store.recall(Rig.OWNER, "family")).isPresent();
        return third;
    }

    @Test
    void whenItsTokenComesThenItRotatesWithoutARead() {
        PresentedToken head = remembered(DEFAULT);
        int reads = rig.store.reads();
        assertThat(rig.granted(head, DEFAULT).finding().verdict()).isEqualTo(new Rotate());
        assertThat(rig.store.reads()).isEqualTo(reads);
        assertThat(rig.row().generation()).isEqualTo(3);
    }

    @Nested
    final class GivenAnotherNodeRevoked {

        @Test
        void whenTheTokenComesThenItIsRefusedAndNothingWritten() {
            PresentedToken head = remembered(DEFAULT);
            rig.store.put(rig.row().revokedBecause(RevocationReason.ADMIN));
            Family revoked = rig.row();
            assertThat(rig.refused(head, DEFAULT)).isEqualTo(new Revoked());
            assertThat(rig.row()).isEqualTo(revoked);
        }

        @Test
        void whenTheTokenWouldBeKeptThenItIsRefused() {
            PresentedToken head = remembered(DEFAULT);
            rig.store.put(rig.row().revokedBecause(RevocationReason.ADMIN));
            assertThat(rig.refused(head, policy("rotation-interval-seconds", 60)))
                    .isEqualTo(new Revoked());
        }
    }

    @Nested
    final class GivenAnotherNodeRotated {

        @Test
        void whenTheTokenComesThenItIsAReuse() {
            PresentedToken head = remembered(STRICT);
            Family elsewhere = rig.row();
            rig.granted(head, STRICT);
            Family current = rig.row();
            rig.store.rememberOnly(elsewhere);
            Ruling replay = rig.refresh(head, STRICT);
            assertThat(replay.finding().verdict()).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
            assertThat(replay.finding().familiesRevoked()).isEqualTo(1);
            assertThat(rig.row().generation()).isEqualTo(current.generation());
        }

        @Test
        void whenTheTokenWouldBeKeptThenItIsJudgedByTheNewRow() {
            Policy keeping = policy("rotation-interval-seconds", 60);
            PresentedToken head = remembered(DEFAULT);
            Family elsewhere = rig.row();
            rig.granted(head, DEFAULT);
            rig.store.rememberOnly(elsewhere);
            assertThat(rig.granted(head, keeping).finding().verdict()).isEqualTo(new GraceRetry(0, false));
        }
    }

    @Test
    void givenAnIntervalWhenTheTokenIsKeptThenTheRowIsOnlyLookedFor() {
        PresentedToken head = remembered(DEFAULT);
        int reads = rig.store.reads();
        assertThat(rig.granted(head, policy("rotation-interval-seconds", 60))
                        .finding()
                        .verdict())
                .isEqualTo(new Keep());
        assertThat(rig.store.reads()).isEqualTo(reads);
    }

    @Test
    void givenARememberedRevocationThenNobodyIsRefusedForIt() {
        PresentedToken head = remembered(DEFAULT);
        rig.store.rememberOnly(rig.row().revokedBecause(RevocationReason.ADMIN));
        assertThat(rig.granted(head, DEFAULT).finding().verdict()).isEqualTo(new Rotate());
    }

    @Test
    void givenTooLongAPauseAfterwardsThenTheRotationIsJudgedAgain() {
        PresentedToken head = remembered(DEFAULT);
        int reads = rig.store.reads();
        Finding examined = rig.examine(head, DEFAULT);
        rig.store.pass(6);
        assertThat(rig.settle(examined).finding().verdict()).isEqualTo(new Rotate());
        assertThat(rig.store.reads()).isEqualTo(reads + 1);
        assertThat(rig.row().head().since()).isEqualTo(rig.store.now());
    }
}
