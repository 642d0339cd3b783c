package dev.tokenfamily.detection;

import static dev.tokenfamily.detection.Scene.CURRENT;
import static dev.tokenfamily.detection.Scene.OWNER;
import static dev.tokenfamily.detection.Scene.ROTATED;
import static dev.tokenfamily.detection.Scene.retried;
import static dev.tokenfamily.detection.Scene.row;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.PolicyParser;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from a verdict, before anybody has acted on it. */
final class FindingTest {

    private static final String REALM_URL = "https://id.example/realms/acme";
    private static final Presentation PRESENTATION =
            new Presentation(new Origin("203.0.113.9", "curl/8.5.0"), false, REALM_URL);

    private static Finding finding(Verdict verdict, @Nullable Family family, Map<String, ?> policy) {
        PresentedToken token =
                new PresentedToken("family", CURRENT - 1, ROTATED, ROTATED, ROTATED, ROTATED + 1_800, null, OWNER);
        return new Finding(
                verdict, token, new Reading(family, ROTATED, 0), PRESENTATION, PolicyParser.parse(policy), 0, false);
    }

    static List<Arguments> verdicts() {
        return List.of(
                Arguments.of(new Revoked(), true, true),
                Arguments.of(new Unknown(), true, true),
                Arguments.of(new GraceRefused(3), true, false),
                Arguments.of(new GraceRefused(3, true), true, true),
                Arguments.of(new Expired(), true, true),
                Arguments.of(new Reuse(ReuseKind.RECENT_PREDECESSOR, 11), true, false),
                Arguments.of(new Reuse(ReuseKind.STALE_LINEAGE, 11), true, false),
                Arguments.of(new Spared(ReuseKind.RECENT_PREDECESSOR, 11), true, false),
                Arguments.of(new Spared(ReuseKind.STALE_LINEAGE, 11), true, false),
                Arguments.of(new GraceRetry(3, false), false, false),
                Arguments.of(new LateRecovery(3_600, 1), false, false),
                Arguments.of(new CatchUp(true), false, false),
                Arguments.of(new OriginChanged(OriginChange.ADDRESS), true, false),
                Arguments.of(new Keep(), false, false),
                Arguments.of(new Rotate(), false, false));
    }

    @Nested
    final class GivenAVerdict {

        @Test
        void thenThereIsACaseForEachThatThereIs() {
            List<Class<?>> tried = verdicts().stream()
                    .<Class<?>>map(arguments -> arguments.get()[0].getClass())
                    .toList();
            assertThat(tried).contains(Verdict.class.getPermittedSubclasses());
        }

        @ParameterizedTest
        @MethodSource("dev.tokenfamily.detection.FindingTest#verdicts")
        void thenItRefusesOrNotAndObservesWhatGraceRefuses(Verdict verdict, boolean enforcing, boolean observing) {
            assertThat(finding(verdict, row(10), Map.of("enforcement", "enforce"))
                            .refused())
                    .isEqualTo(enforcing);
            assertThat(finding(verdict, row(10), Map.of("enforcement", "observe"))
                            .refused())
                    .isEqualTo(observing);
        }
    }

    @Nested
    final class GivenGenerationsThatNeededGrace {

        @Test
        void thenARetryCountsThePresentOneOnce() {
            assertThat(finding(new GraceRetry(3, false), row(10), Map.of()).graceStreak())
                    .isEqualTo(1);
            assertThat(finding(new GraceRetry(3, false), retried(row(10)), Map.of())
                            .graceStreak())
                    .isEqualTo(1);
        }

        @Test
        void thenAnyOtherVerdictCountsWhatTheRowSays() {
            assertThat(finding(new Rotate(), row(10), Map.of()).graceStreak()).isZero();
            assertThat(finding(new Rotate(), retried(row(10)), Map.of()).graceStreak())
                    .isEqualTo(1);
        }

        @Test
        void thenAFamilyWithoutARowNeededNone() {
            assertThat(finding(new Rotate(), null, Map.of()).graceStreak()).isZero();
        }
    }

    @Nested
    final class GivenAnIncident {

        private Incident incident(Verdict verdict, String enforcement) {
            return finding(verdict, row(10), Map.of("enforcement", enforcement, "revocation-scope", "client-session"))
                    .incidentOf(row(10), "kind");
        }

        @Test
        void thenItIsRememberedWithBothSides() {
            assertThat(incident(new Reuse(ReuseKind.RECENT_PREDECESSOR, 11), "enforce"))
                    .isEqualTo(new Incident(
                            "family",
                            OWNER,
                            "kind",
                            CURRENT - 1,
                            CURRENT,
                            PRESENTATION.origin(),
                            row(10).rotatedFrom(),
                            "client-session",
                            true,
                            row(10).head().since(),
                            null,
                            null));
        }

        @Test
        void thenItRevokesOnlyIfItIsAnEnforcedReuse() {
            assertThat(incident(new Reuse(ReuseKind.STALE_LINEAGE, 11), "observe")
                            .enforced())
                    .isFalse();
            assertThat(incident(new CatchUp(true), "enforce").enforced()).isFalse();
        }

        @Test
        void thenWhatFollowsIsThatOfThePolicy() {
            Verdict reuse = new Reuse(ReuseKind.RECENT_PREDECESSOR, 11);
            assertThat(finding(reuse, row(10), Map.of()).followUp()).isEqualTo(new FollowUp(false, null, REALM_URL));
            assertThat(finding(
                                    reuse,
                                    row(10),
                                    Map.of("notify-user", true, "on-reuse-required-action", "UPDATE_PASSWORD"))
                            .followUp())
                    .isEqualTo(new FollowUp(true, "UPDATE_PASSWORD", REALM_URL));
        }
    }
}
