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
import org.junit.jupiter.api.Test;

/** When a live token is not replaced. */
final class DetectorKeepTest {

    @Test
    void givenRotationOffWhenTheHeadComesThenItIsKept() {
        assertThat(presentingHead().under("rotation", "off").at(ROTATED)).isEqualTo(new Keep());
    }

    @Test
    void givenRotationOffAndNoRowWhenTheFirstTokenComesThenItIsKept() {
        assertThat(presenting(0).against(null).under("rotation", "off").at(ROTATED))
                .isEqualTo(new Keep());
    }

    @Test
    void givenNoPolicyAnyMoreWhenTheHeadComesThenItIsKept() {
        assertThat(presentingHead().under(Policy.UNGOVERNED).at(ROTATED)).isEqualTo(new Keep());
        assertThat(presenting(0).against(null).under(Policy.UNGOVERNED).at(ROTATED))
                .isEqualTo(new Keep());
    }

    @Test
    void givenNoIntervalWhenTheDatabaseIsBehindTheNodeThatIssuedTheTokenThenItRotatesAllTheSame() {
        assertThat(presentingHead().at(ROTATED - 5)).isEqualTo(new Rotate());
    }

    @Test
    void givenAnIntervalWhenItHasNotPassedThenTheHeadIsKept() {
        Scene scene = presentingHead().under("rotation-interval-seconds", 60);
        assertThat(scene.at(ROTATED + 59)).isEqualTo(new Keep());
    }

    @Test
    void givenAnIntervalWhenItHasPassedThenTheHeadRotates() {
        Scene scene = presentingHead().under("rotation-interval-seconds", 60);
        assertThat(scene.at(ROTATED + 60)).isEqualTo(new Rotate());
    }

    @Test
    void givenAnIntervalWhenTheHeadWasMintedAgainLaterThenItsGenerationsIssuanceCounts() {
        Scene mintedAgain = presentingHead().issuedAt(ROTATED + 50).under("rotation-interval-seconds", 60);
        assertThat(mintedAgain.at(ROTATED + 60)).isEqualTo(new Rotate());
    }

    @Test
    void givenTheExemptionWhenTheKeyWasProvenThenTheHeadIsKept() {
        Scene scene = presentingHead().provingItsKey();
        assertThat(scene.under("exempt-sender-constrained", true).at(ROTATED)).isEqualTo(new Keep());
    }

    @Test
    void givenTheExemptionWhenNoKeyWasProvenThenTheHeadRotates() {
        assertThat(presentingHead().under("exempt-sender-constrained", true).at(ROTATED))
                .isEqualTo(new Rotate());
    }

    @Test
    void givenNoExemptionWhenTheKeyWasProvenThenTheHeadRotates() {
        assertThat(presentingHead().provingItsKey().at(ROTATED)).isEqualTo(new Rotate());
    }

    @Test
    void givenAPolicyWithoutRotationWhenTheIntervalHasPassedThenTheHeadIsKept() {
        Policy policy = PolicyParser.parse(Map.of("rotation-interval-seconds", 60));
        assertThat(presentingHead().under(policy.withoutRotation()).at(ROTATED + 60))
                .isEqualTo(new Keep());
    }
}
