package dev.tokenfamily.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.Expired;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.detection.Verdict.Unknown;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.incident.ReuseKind;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each verdict says of itself. */
final class VerdictTest {

    private static final Verdict RECENT = new Reuse(ReuseKind.RECENT_PREDECESSOR, 11);
    private static final Verdict STALE = new Reuse(ReuseKind.STALE_LINEAGE, 11);
    private static final Verdict SPARED_RECENT = new Spared(ReuseKind.RECENT_PREDECESSOR, 11);
    private static final Verdict SPARED_STALE = new Spared(ReuseKind.STALE_LINEAGE, 11);
    private static final Verdict RETRY = new GraceRetry(3, false);
    private static final Verdict NO_RETRY = new GraceRefused(4);
    private static final Verdict LATE = new LateRecovery(3_600, 1);
    private static final Verdict DEAD = new GraceRefused(5, true);

    private static final Verdict NEW_PLACE = new OriginChanged(OriginChange.ADDRESS);

    /** Each with what is given and what is done, enforced and observed. */
    static List<Arguments> answers() {
        return List.of(
                row(new Revoked(), Outcome.REFUSED, Consequence.COUNT, Outcome.REFUSED, Consequence.COUNT),
                row(new Unknown(), Outcome.REFUSED, Consequence.NONE, Outcome.REFUSED, Consequence.NONE),
                row(RETRY, Outcome.HEAD_AGAIN, Consequence.NONE, Outcome.HEAD_AGAIN, Consequence.NONE),
                row(NO_RETRY, Outcome.REFUSED, Consequence.NONE, Outcome.HEAD_AT_ANY_TIME, Consequence.NONE),
                row(DEAD, Outcome.REFUSED, Consequence.BURY, Outcome.REFUSED, Consequence.BURY),
                row(RECENT, Outcome.REFUSED, Consequence.REVOKE, Outcome.HEAD_AT_ANY_TIME, Consequence.OBSERVE),
                row(STALE, Outcome.REFUSED, Consequence.REVOKE, Outcome.SAME_GENERATION, Consequence.OBSERVE),
                row(SPARED_RECENT, Outcome.REFUSED, Consequence.MARK, Outcome.HEAD_AT_ANY_TIME, Consequence.MARK),
                row(SPARED_STALE, Outcome.REFUSED, Consequence.MARK, Outcome.SAME_GENERATION, Consequence.MARK),
                row(LATE, Outcome.GENERATION_BEYOND, Consequence.NONE, Outcome.GENERATION_BEYOND, Consequence.NONE),
                row(new Expired(), Outcome.REFUSED, Consequence.NONE, Outcome.REFUSED, Consequence.NONE),
                row(new CatchUp(true), Outcome.CATCH_UP, Consequence.NONE, Outcome.CATCH_UP, Consequence.NONE),
                row(NEW_PLACE, Outcome.REFUSED, Consequence.REVOKE, Outcome.NEXT_GENERATION, Consequence.NONE),
                row(new Keep(), Outcome.SAME_GENERATION, Consequence.NONE, Outcome.SAME_GENERATION, Consequence.NONE),
                row(
                        new Rotate(),
                        Outcome.NEXT_GENERATION,
                        Consequence.NONE,
                        Outcome.NEXT_GENERATION,
                        Consequence.NONE));
    }

    private static Arguments row(Object... values) {
        return Arguments.of(values);
    }

    static List<Verdict> verdicts() {
        return answers().stream().map(row -> (Verdict) row.get()[0]).toList();
    }

    /** The sentences that clients may rely on. */
    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(RECENT, "Refresh token was used before, and its token family has been revoked"),
                Arguments.of(STALE, "Refresh token was used before, and its token family has been revoked"),
                Arguments.of(new Revoked(), "Token family has been revoked"),
                Arguments.of(NO_RETRY, "Refresh token was used before, and this retry is not allowed"),
                Arguments.of(SPARED_RECENT, "Refresh token was used before, maybe while the server stood still"),
                Arguments.of(new Expired(), "Token family has reached the end of its lifetime"),
                Arguments.of(NEW_PLACE, "Refresh token was used in a new place, and a login is required"),
                Arguments.of(new Unknown(), "Token family is not known"));
    }

    @Nested
    final class GivenAVerdict {

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.detection.VerdictTest#answers")
        void thenItSaysWhatTheRequestIsGivenAndWhatIsDone(
                Verdict verdict, Outcome given, Consequence done, Outcome givenObserved, Consequence doneObserved) {
            assertThat(verdict.outcome(true)).isEqualTo(given);
            assertThat(verdict.consequence(true)).isEqualTo(done);
            assertThat(verdict.outcome(false)).isEqualTo(givenObserved);
            assertThat(verdict.consequence(false)).isEqualTo(doneObserved);
            assertThat(verdict.refused(true)).isEqualTo(given == Outcome.REFUSED);
            assertThat(verdict.refused(false)).isEqualTo(givenObserved == Outcome.REFUSED);
        }

        @Test
        void thenItHasTheNameThatEventsAndMetricsUse() {
            assertThat(verdicts().stream().map(Verdict::text).distinct())
                    .containsExactly(
                            "revoked",
                            "unknown",
                            "grace_retry",
                            "grace_refused",
                            "reuse",
                            "spared",
                            "late_recovery",
                            "expired",
                            "catch_up",
                            "origin_changed",
                            "keep",
                            "rotate");
        }

        @Test
        void thenItIsLiveIfItIsTheHeadOrNewer() {
            assertThat(verdicts()).filteredOn(Verdict::isHead).containsExactly(new Keep(), new Rotate());
            assertThat(verdicts())
                    .filteredOn(Verdict::isLive)
                    .containsExactly(new CatchUp(true), NEW_PLACE, new Keep(), new Rotate());
        }

        @Test
        void thenItIsAReuseIfNothingExcusesIt() {
            assertThat(verdicts()).filteredOn(Verdict::isReuse).containsExactly(RECENT, STALE);
            assertThat(RECENT.reuseKind()).isEqualTo(ReuseKind.RECENT_PREDECESSOR);
            assertThat(STALE.reuseKind()).isEqualTo(ReuseKind.STALE_LINEAGE);
        }

        @Test
        void thenItIsLateIfItIsThePredecessor() {
            assertThat(verdicts())
                    .filteredOn(verdict -> verdict.lateness().isPresent())
                    .containsExactly(RETRY, NO_RETRY, DEAD, RECENT);
            assertThat(RETRY.lateness()).hasValue(3);
            assertThat(NO_RETRY.lateness()).hasValue(4);
            assertThat(DEAD.lateness()).hasValue(5);
            assertThat(RECENT.lateness()).hasValue(11);
        }
    }

    @Nested
    final class GivenAVerdictThatRefuses {

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.detection.VerdictTest#refusals")
        void thenItsSentenceIsAlwaysTheSame(Verdict verdict, String sentence) {
            assertThat(verdict.description()).isEqualTo(sentence);
        }
    }

    @Nested
    final class GivenAVerdictThatNeverRefuses {

        @Test
        void thenItHasNoSentence() {
            assertThatIllegalStateException().isThrownBy(() -> new Rotate().description());
        }
    }
}
