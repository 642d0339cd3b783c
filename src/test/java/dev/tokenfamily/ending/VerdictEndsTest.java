package dev.tokenfamily.ending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.IncidentName;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.history.RecordedHistory;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.notice.OneReuse;
import dev.tokenfamily.policy.PolicyParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a verdict ends, and what it only finds to have ended. */
final class VerdictEndsTest {

    private static final Family ROW = OneReuse.row();
    private static final Reach FAMILY = Reach.ofFamily(ROW.owner(), ROW.id());

    private final RecordedHistory history = new RecordedHistory();

    /** Under that policy, which is enforced. */
    private void judged(Verdict verdict, boolean incident, Map<String, ?> policy) {
        Map<String, Object> all = new HashMap<>(policy);
        all.putIfAbsent("enforcement", "enforce");
        Finding any = OneReuse.finding(verdict, ROW, incident);
        VerdictEnds.record(
                new Finding(
                        verdict, any.token(), any.reading(), any.presentation(), PolicyParser.parse(all), 1, incident),
                history);
    }

    private void assertNothing() {
        assertThat(history.ends()).isEmpty();
        assertThat(history.found()).isEmpty();
    }

    static List<Verdict> harmless() {
        return List.of(
                new Verdict.Rotate(),
                new Verdict.Keep(),
                new Verdict.GraceRetry(1, false),
                new Verdict.GraceRefused(7),
                new Verdict.Spared(ReuseKind.STALE_LINEAGE, 7),
                new Verdict.CatchUp(true),
                new Verdict.Revoked());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void givenAVerdictByWhichNothingEndsThenNothingIsRecorded(Verdict verdict) {
        judged(verdict, true, Map.of());
        assertNothing();
    }

    @Nested
    final class GivenAReuse {

        private final Verdict reuse = new Verdict.Reuse(ReuseKind.STALE_LINEAGE, 11);

        @Test
        void thenTheFamilyAndWhatItsScopeReachedHaveTheIncident() {
            judged(reuse, true, Map.of("revocation-scope", "user-session"));
            IncidentName incident = new IncidentName(ROW.id(), "stale-lineage", true);
            assertThat(history.ends()).extracting(End::cause).containsExactly(Cause.REUSE, Cause.REUSE_ELSEWHERE);
            assertThat(history.ends())
                    .extracting(End::reach)
                    .containsExactly(
                            FAMILY,
                            Reach.ofSession(
                                    ROW.owner().realmId(),
                                    ROW.owner().userId(),
                                    ROW.owner().sessionId(),
                                    null));
            assertThat(history.ends()).allSatisfy(end -> {
                assertThat(end.incident()).isEqualTo(incident);
                assertThat(end.actor()).as("nobody knows who the thief is").isEqualTo(Actor.UNKNOWN);
                assertThat(end.from()).as("but from where").isNotNull();
            });
        }

        @Test
        void thenTheFamilyAloneIsOneEnd() {
            judged(reuse, true, Map.of("revocation-scope", "family"));
            assertThat(history.ends()).extracting(End::reach).containsExactly(FAMILY);
        }

        @Test
        void whenItOnlyIsObservedOrReportedByAnotherThenNothingEnds() {
            judged(reuse, true, Map.of("enforcement", "observe"));
            judged(reuse, false, Map.of());
            assertNothing();
        }
    }

    @Nested
    final class GivenANewPlace {

        private final Verdict moved = new OriginChanged(OriginChange.ADDRESS);

        @Test
        void thenTheFamilyAloneHasEndedByThatAndNotByAReuse() {
            judged(moved, true, Map.of("on-origin-change", "require-login", "revocation-scope", "user"));
            assertThat(history.ends()).singleElement().satisfies(end -> {
                assertThat(end.cause()).isEqualTo(Cause.ORIGIN_CHANGE);
                assertThat(end.reach()).isEqualTo(FAMILY);
                assertThat(end.incident()).isEqualTo(new IncidentName(ROW.id(), "origin-change", true));
                assertThat(end.detail()).isEqualTo("address");
            });
        }

        @Test
        void whenItOnlyIsObservedThenNothingEnds() {
            judged(moved, true, Map.of("on-origin-change", "require-login", "enforcement", "observe"));
            assertNothing();
        }
    }

    @Nested
    final class GivenAFamilyPastItsLifetime {

        private End found() {
            assertThat(history.ends()).isEmpty();
            assertThat(history.found()).hasSize(1);
            return history.found().get(0);
        }

        @Test
        void thenItSaysWhichLimitItWasAndSince() {
            judged(new Verdict.Expired(), false, Map.of("absolute-lifetime-seconds", 600));
            assertThat(found().cause()).isEqualTo(Cause.FAMILY_MAX);
            assertThat(found().time()).isEqualTo(1000 * (ROW.start() + 600));
            assertThat(found().detail()).isEqualTo("absolute-lifetime-seconds=600");
            assertThat(found().reach()).isEqualTo(FAMILY);
        }

        @Test
        void thenOneThatIsNotTooOldWasIdle() {
            judged(
                    new Verdict.Expired(),
                    false,
                    Map.of("absolute-lifetime-seconds", 90_000, "inactivity-lifetime-seconds", 300));
            assertThat(found().cause()).isEqualTo(Cause.FAMILY_IDLE);
            assertThat(found().time()).isEqualTo(1000 * (ROW.lastUse().at() + 300));
        }
    }

    @Test
    void givenAFamilyWhoseRowIsGoneThenItWasLost() {
        judged(new Verdict.Unknown(), false, Map.of());
        assertThat(history.found()).extracting(End::cause).containsExactly(Cause.FAMILY_LOST);
    }
}
