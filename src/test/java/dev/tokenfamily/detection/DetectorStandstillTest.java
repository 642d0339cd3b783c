package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.ReuseKind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A node that stood still serves requests that were sent before; their clients have long gone on elsewhere. */
final class DetectorStandstillTest {

    @Nested
    final class GivenAnOlderToken {

        @Test
        void whenTheStandstillBeganBeforeTheRotationThenItIsSpared() {
            assertThat(Scene.presenting(Scene.CURRENT - 2).at(Scene.ROTATED + 3, 5))
                    .isEqualTo(new Spared(ReuseKind.STALE_LINEAGE, 3));
            assertThat(Scene.presenting(Scene.CURRENT - 4).at(Scene.ROTATED + 3, 3))
                    .isEqualTo(new Spared(ReuseKind.STALE_LINEAGE, 3));
        }

        @Test
        void whenTheStandstillBeganAfterTheRotationThenItIsReuse() {
            assertThat(Scene.presenting(Scene.CURRENT - 2).at(Scene.ROTATED + 3, 2))
                    .isInstanceOf(Reuse.class);
        }

        @Test
        void whenNothingStoodStillThenItIsReuseInTheSecondOfTheRotation() {
            assertThat(Scene.presenting(Scene.CURRENT - 2).at(Scene.ROTATED)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenTheClockHasBeenSetBackThenItIsReuse() {
            assertThat(Scene.presenting(Scene.CURRENT - 2).at(Scene.ROTATED - 3_600, 5))
                    .isInstanceOf(Reuse.class);
        }
    }

    @Nested
    final class GivenThePredecessor {

        @Test
        void whenTheStandstillBeganInItsGracePeriodThenItIsSpared() {
            assertThat(Scene.presentingPredecessor().at(Scene.ROTATED + 30, 25))
                    .isEqualTo(new Spared(ReuseKind.RECENT_PREDECESSOR, 30));
        }

        @Test
        void whenTheStandstillBeganAfterItsGracePeriodThenItIsReuse() {
            assertThat(Scene.presentingPredecessor().at(Scene.ROTATED + 30, 15)).isInstanceOf(Reuse.class);
        }
    }

    @Nested
    final class GivenAFamilyThatWasSpared {

        private static final long MARKED = Scene.ROTATED + 8;

        private Verdict at(long now, long heldUp) {
            Family marked = Scene.row(10).sparedUntil(MARKED);
            return Scene.presenting(Scene.CURRENT - 2).against(marked).at(now, heldUp);
        }

        @Test
        void whenTheAftermathIsNotOverThenItIsSparedAgain() {
            assertThat(at(MARKED, 9)).isInstanceOf(Spared.class);
        }

        @Test
        void whenTheAftermathIsOverThenItIsReuse() {
            assertThat(at(MARKED + 1, 10)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenThePresentNodeHasNotStoodStillThenItIsReuse() {
            assertThat(at(MARKED - 3, 0)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenAnotherStandstillComesThenItIsReuse() {
            assertThat(at(MARKED + 3_600, 3_700)).isInstanceOf(Reuse.class);
        }

        @Test
        void whenTheClockIsSetBackThenTheAftermathDoesNotComeBack() {
            Family marked = Scene.row(10).sparedUntil(MARKED + 3_600);
            assertThat(Scene.presenting(Scene.CURRENT - 2).against(marked).at(MARKED, 20))
                    .isInstanceOf(Reuse.class);
        }
    }

    @Test
    void givenAStandstillThenHeadsRotateAndTheRevokedStayRevoked() {
        assertThat(Scene.presentingHead().at(Scene.ROTATED + 3, 5)).isEqualTo(new Rotate());
        assertThat(Scene.presentingHead()
                        .against(Scene.row(10).revokedBecause(RevocationReason.REUSE))
                        .at(Scene.ROTATED + 3, 5))
                .isEqualTo(new Revoked());
    }
}
