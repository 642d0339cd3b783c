package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingHead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a live token is not replaced. */
final class DetectorKeepTest {

    @Nested
    final class GivenRotationOff {

        @Test
        void whenTheHeadComesThenItIsKept() {
            assertThat(presentingHead().under("rotation", "off").at(ROTATED)).isEqualTo(new Keep());
        }

        @Test
        void whenTheFirstTokenComesWithoutARowThenItIsKept() {
            assertThat(presenting(0).against(null).under("rotation", "off").at(ROTATED))
                    .isEqualTo(new Keep());
        }
    }

    @Test
    void givenNoPolicyAnyMoreWhenTheHeadComesThenItIsKept() {
        assertThat(presentingHead().under(Policy.UNGOVERNED).at(ROTATED)).isEqualTo(new Keep());
        assertThat(presenting(0).against(null).under(Policy.UNGOVERNED).at(ROTATED))
                .isEqualTo(new Keep());
    }

    @Test
    void givenNoIntervalWhenTheDatabaseIsBehindThenTheHeadRotates() {
        assertThat(presentingHead().at(ROTATED - 5)).isEqualTo(new Rotate());
    }

    @Nested
    final class GivenAnInterval {

        @Test
        void whenItHasNotPassedThenTheHeadIsKept() {
            Scene scene = presentingHead().under("rotation-interval-seconds", 60);
            assertThat(scene.at(ROTATED + 59)).isEqualTo(new Keep());
        }

        @Test
        void whenItHasPassedThenTheHeadRotates() {
            Scene scene = presentingHead().under("rotation-interval-seconds", 60);
            assertThat(scene.at(ROTATED + 60)).isEqualTo(new Rotate());
        }

        @Test
        void whenTheHeadWasMintedAgainThenItsGenerationsIssuanceCounts() {
            Scene mintedAgain = presentingHead().issuedAt(ROTATED + 50).under("rotation-interval-seconds", 60);
            assertThat(mintedAgain.at(ROTATED + 60)).isEqualTo(new Rotate());
        }

        @Test
        void whenItHasPassedWithoutRotationThenTheHeadIsKept() {
            Policy policy = PolicyParser.parse(Map.of("rotation-interval-seconds", 60));
            assertThat(presentingHead().under(policy.withoutRotation()).at(ROTATED + 60))
                    .isEqualTo(new Keep());
        }
    }

    @Nested
    final class GivenTheExemption {

        @Test
        void whenTheKeyWasProvenThenTheHeadIsKept() {
            Scene scene = presentingHead().provingItsKey();
            assertThat(scene.under("exempt-sender-constrained", true).at(ROTATED))
                    .isEqualTo(new Keep());
        }

        @Test
        void whenNoKeyWasProvenThenTheHeadRotates() {
            assertThat(presentingHead().under("exempt-sender-constrained", true).at(ROTATED))
                    .isEqualTo(new Rotate());
        }
    }

    @Test
    void givenNoExemptionWhenTheKeyWasProvenThenTheHeadRotates() {
        assertThat(presentingHead().provingItsKey().at(ROTATED)).isEqualTo(new Rotate());
    }
}
