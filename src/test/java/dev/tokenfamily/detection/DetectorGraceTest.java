package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.ELSEWHERE;
import static dev.tokenfamily.detection.Scene.HOME;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.presenting;
import static dev.tokenfamily.detection.Scene.presentingPredecessor;
import static dev.tokenfamily.detection.Scene.retried;
import static dev.tokenfamily.detection.Scene.row;
import static dev.tokenfamily.incident.ReuseKind.RECENT_PREDECESSOR;
import static dev.tokenfamily.incident.ReuseKind.STALE_LINEAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.policy.Policy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The predecessor: until when, how often and from where it is answered. */
final class DetectorGraceTest {

    private static final String PERIOD = "grace-period-seconds";
    private static final AccessToken ACCESS = new AccessToken("access", ROTATED + 300);

    @Nested
    final class GivenTenSecondsOfGrace {

        @Test
        void whenThePredecessorComesInTheTenthThenItIsAnswered() {
            assertThat(presentingPredecessor().at(ROTATED + 10)).isEqualTo(new GraceRetry(10, false));
        }

        @Test
        void whenThePredecessorComesInTheEleventhThenItIsAReuse() {
            assertThat(presentingPredecessor().at(ROTATED + 11)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }
    }

    @Test
    void givenNoGraceThenThePredecessorIsAReuseInTheSameSecond() {
        Scene scene = presentingPredecessor().against(row(0)).under(PERIOD, 0);
        assertThat(scene.at(ROTATED)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
    }

    @Test
    void givenOneSecondOfGraceThenTheFirstCountsAndTheSecondDoesNot() {
        Scene scene = presentingPredecessor().against(row(1)).under(PERIOD, 1);
        assertThat(scene.at(ROTATED + 1)).isEqualTo(new GraceRetry(1, false));
        assertThat(scene.at(ROTATED + 2)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 2));
    }

    @Nested
    final class GivenThePolicyChangedAfterTheRotation {

        @Test
        void whenGraceWasIntroducedThenThePredecessorStaysDead() {
            Scene scene = presentingPredecessor().against(row(0)).under(PERIOD, 86_400);
            assertThat(scene.at(ROTATED)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
        }

        @Test
        void whenGraceWasShortenedThenTheNewPeriodCountsAtOnce() {
            Scene scene = presentingPredecessor().against(row(60)).under(PERIOD, 5);
            assertThat(scene.at(ROTATED + 5)).isEqualTo(new GraceRetry(5, false));
            assertThat(scene.at(ROTATED + 6)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 6));
            assertThat(scene.under(PERIOD, 0).at(ROTATED)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 0));
        }

        @Test
        void whenRetriesWereLimitedThenTheLimitCountsAtOnce() {
            Scene scene = presentingPredecessor().against(retried(row(10)));
            assertThat(scene.at(ROTATED + 2)).isEqualTo(new GraceRetry(2, false));
            assertThat(scene.under("grace-max-retries", 1).at(ROTATED + 2)).isEqualTo(new GraceRefused(2));
        }

        @Test
        void whenTheAddressBindingWasRemovedThenItStillBinds() {
            Scene scene = presentingPredecessor().against(row(new GraceTerms(ROTATED + 11, 0, true)));
            assertThat(scene.from(ELSEWHERE).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
        }

        @Test
        void whenRotationWasSwitchedOffThenTheSupersededStaysSo() {
            Scene scene = presentingPredecessor().under("rotation", "off");
            assertThat(scene.at(ROTATED + 11)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }
    }

    @Test
    void givenTwoRetriesWhenOneIsAnsweredThenOneIsLeftAndThenNone() {
        Family once = retried(row(new GraceTerms(ROTATED + 11, 2, false)));
        assertThat(presentingPredecessor().against(once).at(ROTATED + 2)).isEqualTo(new GraceRetry(2, false));
        assertThat(presentingPredecessor().against(retried(once)).at(ROTATED + 2))
                .isEqualTo(new GraceRefused(2));
    }

    @Test
    void givenRetriesUsedUpWhenThePeriodIsOverThenItIsAReuse() {
        Family usedUp = retried(row(new GraceTerms(ROTATED + 11, 1, false)));
        Scene scene = presentingPredecessor().against(usedUp);
        assertThat(scene.at(ROTATED + 10)).isEqualTo(new GraceRefused(10));
        assertThat(scene.at(ROTATED + 11)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
    }

    @Nested
    final class GivenAPredecessorFromElsewhere {

        @Test
        void whenItsAddressIsBoundThenItIsRefusedWithoutAlarm() {
            Scene bound = presentingPredecessor().under("grace-binding", "ip-address");
            assertThat(bound.from(HOME).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, false));
            assertThat(bound.from(ELSEWHERE).at(ROTATED + 3)).isEqualTo(new GraceRefused(3));
            assertThat(bound.from(ELSEWHERE).at(ROTATED + 11)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 11));
        }

        @Test
        void whenThereIsNoBindingThenItIsAnsweredAndMarked() {
            assertThat(presentingPredecessor().from(ELSEWHERE).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, true));
        }

        @Test
        void whenItWasAnsweredThereBeforeThenItIsMarkedAgain() {
            Family answeredThere = row(10).retried(new TokenUse(ROTATED + 1, ELSEWHERE), ACCESS);
            Scene scene = presentingPredecessor().against(answeredThere);
            assertThat(scene.from(ELSEWHERE).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, true));
            assertThat(scene.from(HOME).at(ROTATED + 3)).isEqualTo(new GraceRetry(3, false));
        }
    }

    @Nested
    final class GivenAClockThatWasSetBack {

        @Test
        void whenItIsBeforeTheRotationThenThereIsNoGrace() {
            Reuse reuse = new Reuse(RECENT_PREDECESSOR, 0);
            assertThat(presentingPredecessor().at(ROTATED - 3_600)).isEqualTo(reuse);
            assertThat(presentingPredecessor().at(ROTATED - 2)).isEqualTo(reuse);
            assertThat(presentingPredecessor().against(row(86_400)).at(ROTATED - 3_600))
                    .isEqualTo(reuse);
        }

        @Test
        void whenOnlyTheReadingWasASecondEarlierThenGraceHasBegun() {
            assertThat(presentingPredecessor().at(ROTATED - 1)).isEqualTo(new GraceRetry(0, false));
        }
    }

    @Nested
    final class GivenNoPolicyAnyMore {

        @Test
        void whenThePredecessorComesThenTheStoredTermsAloneDecide() {
            Scene scene = presentingPredecessor().against(row(60)).under(Policy.UNGOVERNED);
            assertThat(scene.at(ROTATED + 60)).isEqualTo(new GraceRetry(60, false));
            assertThat(scene.at(ROTATED + 61)).isEqualTo(new Reuse(RECENT_PREDECESSOR, 61));
        }

        @Test
        void whenTheLongestGraceWasStoredThenItIsNotShortened() {
            Scene scene = presentingPredecessor().against(row(86_400)).under(Policy.UNGOVERNED);
            assertThat(scene.at(ROTATED + 86_400)).isEqualTo(new GraceRetry(86_400, false));
        }

        @Test
        void whenAnOlderTokenComesThenItIsAReuse() {
            Scene scene = presenting(CURRENT - 2).under(Policy.UNGOVERNED);
            assertThat(scene.at(ROTATED)).isEqualTo(new Reuse(STALE_LINEAGE, 0));
        }
    }
}
