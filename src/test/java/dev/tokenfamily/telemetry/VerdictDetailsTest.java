package dev.tokenfamily.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.notice.OneReuse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The details of refresh events that people search for: a contract. */
final class VerdictDetailsTest {

    private static Map<String, String> details(Verdict verdict) {
        return VerdictDetails.of(OneReuse.finding(verdict, OneReuse.row(), false));
    }

    static List<Verdict> plain() {
        return List.of(
                new Verdict.Rotate(),
                new Verdict.Keep(),
                new Verdict.GraceRefused(7),
                new Verdict.Revoked(),
                new Verdict.Expired(),
                new Verdict.Unknown(),
                new Verdict.CatchUp(false));
    }

    @Nested
    final class GivenAVerdictThatNeedsNoMoreWords {

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.telemetry.VerdictDetailsTest#plain")
        void thenFamilyGenerationAndVerdictAreAll(Verdict verdict) {
            assertThat(details(verdict))
                    .isEqualTo(Map.of(
                            "token_family_id", "family-id",
                            "token_generation", "4",
                            "token_family_verdict", verdict.text()));
        }
    }

    @Nested
    final class GivenAReuse {

        @ParameterizedTest
        @CsvSource({"RECENT_PREDECESSOR, recent-predecessor", "STALE_LINEAGE, stale-lineage"})
        void thenItsKindAndThePolicysAnswerAreThereToo(ReuseKind kind, String text) {
            Map<String, String> details = new HashMap<>(details(new Verdict.Reuse(kind, 11)));
            details.remove("token_family_reuse_delay");
            assertThat(details)
                    .isEqualTo(Map.of(
                            "token_family_id", "family-id",
                            "token_generation", "4",
                            "token_family_verdict", "reuse",
                            "token_family_reuse", text,
                            "token_family_revocation_scope", "user-session",
                            "token_family_enforcement", "observe",
                            "token_family_successor_issued_at", "1700000000",
                            "token_family_benign", "false"));
        }

        @Test
        void thenThePredecessorSaysHowLateItWasToo() {
            assertThat(details(new Verdict.Reuse(ReuseKind.RECENT_PREDECESSOR, 11)))
                    .containsEntry("token_family_reuse_delay", "11");
        }
    }

    @Nested
    final class GivenARevokedFamily {

        @Test
        void thenItSaysWhyItWasRevoked() {
            Family dead = OneReuse.row().revokedBecause(RevocationReason.SESSION_ENDED);
            assertThat(VerdictDetails.of(OneReuse.finding(new Verdict.Revoked(), dead, false)))
                    .containsEntry("token_family_revocation_reason", "SESSION_ENDED");
        }
    }

    @Nested
    final class GivenALateRecovery {

        @Test
        void thenItSaysHowLateItCameAndWhatIsSpentOfTheBudget() {
            assertThat(details(new Verdict.LateRecovery(18_000, 2)))
                    .isEqualTo(Map.of(
                            "token_family_id", "family-id",
                            "token_generation", "4",
                            "token_family_verdict", "late_recovery",
                            "token_family_recovery_delay", "18000",
                            "token_family_recoveries", "2"));
        }
    }

    @Nested
    final class GivenARetryInTheGracePeriod {

        @Test
        void thenItsDelayIsThere() {
            assertThat(details(new Verdict.GraceRetry(7, false)))
                    .isEqualTo(Map.of(
                            "token_family_id", "family-id",
                            "token_generation", "4",
                            "token_family_verdict", "grace_retry",
                            "token_family_grace_delay", "7"));
        }

        @Test
        void thenAnotherAddressIsMarked() {
            assertThat(details(new Verdict.GraceRetry(0, true)))
                    .containsEntry("token_family_grace_delay", "0")
                    .containsEntry("token_family_grace_address", "changed")
                    .hasSize(5);
        }

        @Test
        void thenItSaysHowFarItIsBehindIfThatIsMoreThanOneGeneration() {
            for (Verdict verdict : List.of(new Verdict.GraceRetry(7, false), new Verdict.GraceRefused(7))) {
                Family next = OneReuse.row().supersededBySwitch();
                Family later = next.overtaken(7, 1_700_000_000);
                assertThat(VerdictDetails.of(OneReuse.finding(verdict, next, false)))
                        .doesNotContainKey("token_family_grace_behind");
                assertThat(VerdictDetails.of(OneReuse.finding(verdict, later, false)))
                        .containsEntry("token_family_grace_behind", "3");
            }
        }

        @ParameterizedTest
        @CsvSource({"0,", "1,", "2, 3", "3, 4"})
        void thenAStreakIsThereFromTheThirdGenerationOn(int before, String streak) {
            Verdict retry = new Verdict.GraceRetry(7, false);
            assertThat(VerdictDetails.of(OneReuse.finding(retry, OneReuse.rowAfterStreak(before), false))
                            .get("token_family_grace_streak"))
                    .isEqualTo(streak);
        }
    }

    @Nested
    final class GivenATokenThatIsJudgedAgain {

        private final Map<String, String> event = new HashMap<>();

        private Map<String, String> written(Verdict... verdicts) {
            for (Verdict verdict : verdicts) {
                VerdictDetails.write(
                        OneReuse.finding(verdict, OneReuse.rowAfterStreak(3), false), event::remove, event::put);
            }
            return event;
        }

        @Test
        void thenOnlyTheLastJudgementIsThere() {
            assertThat(written(new Verdict.GraceRetry(7, true), new Verdict.Revoked()))
                    .isEqualTo(details(new Verdict.Revoked()));
            assertThat(written(new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 1), new Verdict.CatchUp(true)))
                    .isEqualTo(details(new Verdict.CatchUp(true)));
            assertThat(written(new Verdict.CatchUp(true), new Verdict.Keep())).isEqualTo(details(new Verdict.Keep()));
        }

        @Test
        void thenWhatKeycloakSaysStays() {
            event.put("refresh_token_type", "Refresh");
            assertThat(written(new Verdict.GraceRetry(7, true), new Verdict.Revoked()))
                    .containsEntry("refresh_token_type", "Refresh");
        }
    }

    @Nested
    final class GivenATokenThatIsNewerThanItsRow {

        @Test
        void thenItIsMarkedIfThatHappenedBefore() {
            assertThat(details(new Verdict.CatchUp(true)))
                    .containsEntry("token_family_verdict", "catch_up")
                    .containsEntry("token_family_catch_up", "repeated")
                    .hasSize(4);
        }
    }
}
