package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.RealmSwitch.APART;
import static dev.tokenfamily.detection.RealmSwitch.DECIDES;
import static dev.tokenfamily.detection.RealmSwitch.HAS_SEEN_USE;
import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingHead;
import static dev.tokenfamily.detection.Scene.presentingPredecessor;
import static dev.tokenfamily.detection.Scene.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keycloak's own switch, Revoke Refresh Token: where it rotates, and what it leaves to the row. */
final class DetectorSwitchTest {

    private static final Policy OBSERVE = PolicyParser.parse(Map.of("enforcement", "observe"));
    private static final Policy ENFORCE = PolicyParser.parse(Map.of());
    private static final Family BY_SWITCH = row(10).supersededBySwitch();

    @Nested
    final class GivenTheSwitchDecides {

        @Test
        void whenTheHeadComesThenItRotatesWhateverThePolicySays() {
            for (Policy policy : new Policy[] {
                Policy.UNGOVERNED, OBSERVE, PolicyParser.parse(Map.of("enforcement", "observe", "rotation", "off"))
            }) {
                assertThat(presentingHead().under(policy).beside(DECIDES).at(ROTATED))
                        .isEqualTo(new Rotate());
            }
        }

        @Test
        void whenItLetsThePredecessorPassThenThatIsARetry() {
            Scene scene = presentingPredecessor().against(BY_SWITCH).under(Policy.UNGOVERNED);
            assertThat(scene.beside(DECIDES).at(ROTATED + 600)).isEqualTo(new GraceRetry(600, false));
        }

        @Test
        void whenAPolicySupersededThePredecessorThenItStaysSo() {
            Scene scene = presentingPredecessor().under(Policy.UNGOVERNED).beside(DECIDES);
            assertThat(scene.at(ROTATED + 11)).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 11));
        }

        @Test
        void whenObservedThenTheVerdictIsThatOfThePolicy() {
            Scene scene =
                    presentingPredecessor().against(BY_SWITCH).under(OBSERVE).beside(DECIDES);
            assertThat(scene.at(ROTATED + 10)).isEqualTo(new GraceRetry(10, false));
            assertThat(scene.at(ROTATED + 11)).isEqualTo(new Reuse(ReuseKind.RECENT_PREDECESSOR, 11));
        }
    }

    @Nested
    final class GivenAPredecessorThatTheSwitchSuperseded {

        @Test
        void whenAPolicyIsEnforcedThenItIsDeadWithoutAlarm() {
            Scene scene = presentingPredecessor().against(BY_SWITCH).under(ENFORCE);
            assertThat(scene.at(ROTATED)).isEqualTo(new GraceRefused(0, true));
            assertThat(scene.at(ROTATED + 600)).isEqualTo(new GraceRefused(600, true));
        }

        @Test
        void whenTheSwitchIsTurnedOffThenItIsDead() {
            Scene scene = presentingPredecessor().against(BY_SWITCH).under(Policy.UNGOVERNED);
            assertThat(scene.beside(APART).at(ROTATED)).isEqualTo(new GraceRefused(0, true));
        }

        @Test
        void whenItWasRefusedOnceThenNobodyAnswersItAgain() {
            Scene scene = presentingPredecessor().against(BY_SWITCH.refusingPredecessor());
            for (Policy policy : new Policy[] {Policy.UNGOVERNED, OBSERVE, ENFORCE}) {
                for (RealmSwitch realmSwitch : RealmSwitch.values()) {
                    assertThat(scene.under(policy).beside(realmSwitch).at(ROTATED))
                            .isEqualTo(new GraceRefused(0, true));
                }
            }
        }

        @Test
        void whenItsSuccessorHasBeenUsedSinceThenItIsAReuse() {
            Scene scene = presenting(CURRENT - 2).against(BY_SWITCH).under(ENFORCE);
            assertThat(scene.at(ROTATED)).isEqualTo(new Reuse(ReuseKind.STALE_LINEAGE, 0));
        }
    }

    @Test
    void givenAHeadThatTheSwitchHasSeenUsedThenItIsDead() {
        assertThat(presentingHead().beside(HAS_SEEN_USE).at(ROTATED + 5)).isEqualTo(new GraceRefused(5, true));
        assertThat(presenting(0).against(null).beside(HAS_SEEN_USE).at(ROTATED + 5))
                .isEqualTo(new GraceRefused(5, true));
    }
}
