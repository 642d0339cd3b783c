package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an incident is once something has been said about it, and how much is known of it. */
final class ListedIncidentTest {

    private static final long AT = 1_700_000_000;
    private static final long DECIDED = AT + 100;
    private static final long REPEATED = AT + 200;
    private static final Owner OWNER = new Owner("realm", "client", "user", "session", false);
    private static final Origin HOME = new Origin("192.0.2.1", null);

    private static Incident incident(String kind, int presented, String address, @Nullable Long successorIssuedAt) {
        return new Incident(
                "family",
                OWNER,
                kind,
                presented,
                5,
                new Origin(address, "curl/8"),
                HOME,
                "family",
                true,
                successorIssuedAt,
                null,
                null);
    }

    private static ListedIncident listed(
            @Nullable IncidentState decided, int repeats, @Nullable Answer answer, String kind) {
        @Nullable Decision decision = decided == null ? null : new Decision(decided, DECIDED, "admin", 2, null);
        return new ListedIncident(
                "id", AT, incident(kind, 4, "192.0.2.1", AT), null, repeats, 500, REPEATED, decision, answer, null);
    }

    private static ListedIncident listed(@Nullable IncidentState decided, int repeats) {
        return listed(decided, repeats, null, IncidentKind.RECENT_PREDECESSOR.text());
    }

    @Nested
    final class GivenAState {

        @Test
        void thenItIsOpenUntilSomebodySaysSomething() {
            assertThat(listed(null, 3).state()).isEqualTo(IncidentState.OPEN);
            assertThat(listed(null, 3).stateChangedAt()).isNull();
            assertThat(listed(null, 3).stateChangedBy()).isNull();
        }

        @ParameterizedTest
        @EnumSource
        void thenLoopsOfTheClientDoNotReopenIt(IncidentState decided) {
            ListedIncident listed = listed(decided, 2);
            assertThat(listed.state()).isEqualTo(decided);
            assertThat(listed.stateChangedAt()).isEqualTo(DECIDED);
            assertThat(listed.stateChangedBy()).isEqualTo("admin");
        }

        @ParameterizedTest
        @EnumSource(names = {"FALSE_ALARM", "DISMISSED"})
        void thenATokenThatCouldMeanSomethingReopensWhatWasClosed(IncidentState decided) {
            ListedIncident listed = listed(decided, 3);
            assertThat(listed.state()).isEqualTo(IncidentState.OPEN);
            assertThat(listed.stateChangedAt()).isEqualTo(REPEATED);
            assertThat(listed.stateChangedBy()).isNull();
        }

        /** Where nothing has ended, whoever was the thief may go on. */
        @ParameterizedTest
        @CsvSource({"true,, CONFIRMED", "true, user, CONFIRMED", "false, family, CONFIRMED", "false,, OPEN"})
        void thenWhatIsConfirmedStaysSoWhereSomethingHasEnded(
                boolean enforced, @Nullable String ended, IncidentState state) {
            Incident incident = new Incident(
                    "family", OWNER, "recent-predecessor", 4, 5, HOME, HOME, "family", enforced, AT, null, null);
            Decision decision = new Decision(IncidentState.CONFIRMED, DECIDED, "admin", 2, ended);
            assertThat(new ListedIncident("id", AT, incident, null, 3, 0, REPEATED, decision, null, null).state())
                    .isEqualTo(state);
        }
    }

    @Nested
    final class GivenAFalseAlarm {

        @ParameterizedTest
        @CsvSource({
            ",, false",
            ", ME, true",
            ", NOT_ME, false",
            "FALSE_ALARM,, true",
            "FALSE_ALARM, NOT_ME, true",
            "CONFIRMED, ME, true",
            "CONFIRMED,, false"
        })
        void thenItCountsIfTheUserOrAnAdminSaysSo(
                @Nullable IncidentState decided, @Nullable Answer answer, boolean counts) {
            ListedIncident listed = listed(decided, 2, answer, IncidentKind.STALE_LINEAGE.text());
            assertThat(listed.countsAsFalseAlarm()).isEqualTo(counts);
        }

        @Test
        void thenItCountsUntilSomebodyLooksAgainThoughItIsReopened() {
            assertThat(listed(IncidentState.FALSE_ALARM, 3).countsAsFalseAlarm())
                    .isTrue();
            assertThat(listed(IncidentState.FALSE_ALARM, 3).wouldCountAsFalseAlarm(IncidentState.CONFIRMED))
                    .isFalse();
        }

        @ParameterizedTest
        @EnumSource(names = {"SESSION_END", "ORIGIN_CHANGE"})
        void thenWhatIsNoReuseIsNothingThatTheReportIsAbout(IncidentKind kind) {
            assertThat(listed(IncidentState.FALSE_ALARM, 2, Answer.ME, kind.text())
                            .countsAsFalseAlarm())
                    .isFalse();
        }
    }

    @Nested
    final class GivenHowLateTheTokenCame {

        private static @Nullable Boolean benign(int presented, String address, @Nullable Long late) {
            return incident("recent-predecessor", presented, address, late == null ? null : Long.valueOf(AT - late))
                    .looksBenign(AT);
        }

        @ParameterizedTest
        @CsvSource({
            "4, 192.0.2.1, 12, true",
            "4, 192.0.2.1, 86399, true",
            "4, 192.0.2.1, 86400, false",
            "4, 198.51.100.66, 12, false",
            "4, 198.51.100.66,, false",
            "4, 192.0.2.1,,",
            "3, 192.0.2.1,, false",
            "5, 192.0.2.1, 12,"
        })
        void thenItLooksBenignOrNotOrNobodyKnows(
                int presented, String address, @Nullable Long late, @Nullable Boolean benign) {
            assertThat(benign(presented, address, late)).isEqualTo(benign);
        }

        @Test
        void thenAClockThatWasSetBackMakesNoneThatCameTooEarly() {
            assertThat(incident("recent-predecessor", 4, "192.0.2.1", AT + 3).delaySeconds(AT))
                    .isZero();
        }
    }
}
