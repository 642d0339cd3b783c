package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.RevocationReason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A node that stood still serves requests that were sent before; their clients have long gone on elsewhere. */
final class DetectorStandstillTest {

    @Nested
    final class GivenAnOlderToken {

        @Test
        void whenTheStandstillBeganBeforeTheRotationThenItIsOnlyRefused() {
            assertThat(Scene.presenting(Scene.CURRENT - 2).at(Scene.ROTATED + 3, 5))
                    .isEqualTo(new GraceRefused(3));
            assertThat(Scene.presenting(Scene.CURRENT - 4).at(Scene.ROTATED + 3, 3))
                    .isEqualTo(new GraceRefused(3));
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
    }

    @Nested
    final class GivenThePredecessor {

        @Test
        void whenTheStandstillBeganInItsGracePeriodThenItIsOnlyRefused() {
            assertThat(Scene.presentingPredecessor().at(Scene.ROTATED + 30, 25)).isEqualTo(new GraceRefused(30));
        }

        @Test
        void whenTheStandstillBeganAfterItsGracePeriodThenItIsReuse() {
            assertThat(Scene.presentingPredecessor().at(Scene.ROTATED + 30, 15)).isInstanceOf(Reuse.class);
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
