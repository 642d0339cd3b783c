package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.ELSEWHERE;
import static dev.tokenfamily.detection.Scene.HOME;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingPredecessor;
import static dev.tokenfamily.detection.Scene.row;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.RetryBinding;
import dev.tokenfamily.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The predecessor: whose it must be to be answered. */
final class DetectorBindingTest {

    private static final GraceTerms TO_PREFIX =
            new GraceTerms(ROTATED + 11, 0, RetryBinding.toPrefix(new IpPrefix(24, 56)));

    @Nested
    final class GivenABindingToAPrefix {

        private final Scene bound = presentingPredecessor().under("grace-binding", "ip-prefix");

        @Test
        void whenItComesFromTheSameNetworkThenItIsAnsweredAndMarked() {
            assertThat(bound.from("192.0.2.77").at(ROTATED + 3)).isEqualTo(new GraceRetry(3, true));
            assertThat(bound.from("::ffff:192.0.2.1").at(ROTATED + 3)).isEqualTo(new GraceRetry(3, false));
        }

        @Test
        void whenItComesFromAnotherNetworkThenItIsRefusedWithoutAlarm() {
            for (String address : List.of(ELSEWHERE, "192.0.3.1", "::192.0.2.1", "unknown")) {
                assertThat(bound.from(address).at(ROTATED + 3)).as(address).isEqualTo(new GraceRefused(3));
            }
        }

        @Test
        void whenTheRotationCameFromNobodyKnowsWhereThenNoRetryFits() {
            Head head = new Head("head", ROTATED, ROTATED + 1_800, ROTATED);
            AccessToken access = new AccessToken("access", ROTATED + 300);
            Family row = row(10).advanced(CURRENT + 1, head, TO_PREFIX, ROTATED, new Origin("x", null), access);
            Scene scene =
                    presenting(CURRENT).under("grace-binding", "ip-prefix").against(row);
            assertThat(scene.from("x").at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
            assertThat(scene.from(HOME).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }

        @Test
        void whenThePolicyBecameMoreLenientThenTheStoredPrefixStillBinds() {
            Family row = row(TO_PREFIX);
            Scene scene = presentingPredecessor().against(row).from("192.0.3.1");
            assertThat(scene.at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
            assertThat(scene.under(Policy.UNGOVERNED).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }
    }

    @Nested
    final class GivenABindingToTheKey {

        private static final String OWNERS = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
        private static final String THIEFS = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

        private final Scene bound = presentingPredecessor().under("grace-binding", "key");

        private Family rotatedBy(@Nullable String key) {
            return row(new GraceTerms(ROTATED + 11, 0, RetryBinding.KEY).ofRotationBy(key));
        }

        @Test
        void whenTheOwnerShowsItThenTheAddressDoesNotMatter() {
            Scene owner = bound.against(rotatedBy(OWNERS)).showing(OWNERS);
            assertThat(owner.at(ROTATED + 3)).isEqualTo(new GraceRetry(3, false));
            assertThat(owner.from(ELSEWHERE).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, true));
            assertThat(owner.at(ROTATED + 11)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }

        @Test
        void whenAThiefShowsNoneOrHisOwnThenHeIsRefusedWithoutAlarm() {
            Scene scene = bound.against(rotatedBy(OWNERS));
            assertThat(scene.at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
            assertThat(scene.showing(THIEFS).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }

        @Test
        void whenTheRotationShowedNoneThenNoRetryFits() {
            Scene scene = bound.against(rotatedBy(null));
            assertThat(scene.at(ROTATED + 3)).as("neither shows one").isEqualTo(new GraceRefused(3));
            assertThat(scene.showing(THIEFS).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }

        @Test
        void whenTheRowDoesNotKnowTheKeyThenNoRetryFits() {
            assertThat(bound.against(row(10)).showing(OWNERS).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }

        @Test
        void whenTheThiefDodgesThePolicyThenTheKeyStillBinds() {
            Scene scene = bound.against(rotatedBy(OWNERS)).under(Policy.UNGOVERNED);
            assertThat(scene.at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
            assertThat(scene.showing(OWNERS).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, false));
        }
    }
}
