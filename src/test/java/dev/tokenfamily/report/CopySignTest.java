package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.TokenUse;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.ListedIncident;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the row of a family, or of an incident, says of copies of its tokens, and what it does not. */
final class CopySignTest {

    private static final Owner OWNER = new Owner("realm", "client", "alice", "session", false);
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "203.0.113.9";
    private static final long START = 1_000_000;
    private static final long GRACE = 60;

    private static Head head(int generation, long at) {
        return new Head("token-" + generation, at, at + 3600, at);
    }

    private static AccessToken access(long at) {
        return new AccessToken("access-" + at, at + 300);
    }

    private static Family login() {
        return Family.opened(
                "family", OWNER, START, 0, head(0, START), GraceTerms.NONE, START, origin(HERE), AccessTokens.NONE);
    }

    private static Origin origin(String address) {
        return new Origin(address, "curl");
    }

    private static Family rotated(Family family, long at) {
        int next = family.generation() + 1;
        return family.advanced(
                next, head(next, at), new GraceTerms(at + GRACE, 0, false), at, origin(HERE), access(at));
    }

    private static Family retried(Family family, long at, String from) {
        return family.retried(new TokenUse(at, from), access(at));
    }

    private static Optional<CopyPattern> pattern(Family family) {
        return CopySign.of(family, START).map(CopySign::pattern).findFirst();
    }

    @Nested
    final class GivenAFamily {

        private final Family once = rotated(login(), START + 300);

        @Test
        void whenItNeverNeededGraceThenThereIsNoSign() {
            assertThat(CopySign.of(login(), START)).isEmpty();
            assertThat(CopySign.of(rotated(once, START + 600), START)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "0, PARALLEL_PROCESSES",
            "2, PARALLEL_PROCESSES",
            "3, LOST_ANSWERS",
            "59, LOST_ANSWERS",
        })
        void whenATokenCameAgainThenTheSignIsHowSoon(int later, CopyPattern expected) {
            Family retried = retried(once, START + 300 + later, HERE);
            assertThat(CopySign.of(retried, START)).containsExactly(new CopySign("family", OWNER, expected, 1));
        }

        @Test
        void whenOneRotationFollowsTheOtherThenARetryHoweverLateIsThatOfAParallelProcess() {
            Family chained = rotated(rotated(once, START + 310), START + 320);
            assertThat(pattern(retried(chained, START + 340, HERE))).hasValue(CopyPattern.PARALLEL_PROCESSES);
        }

        @Test
        void whenItCameFromAnotherAddressThenThatIsTheSignHoweverSoon() {
            assertThat(pattern(retried(once, START + 300, ELSEWHERE))).hasValue(CopyPattern.SEVERAL_PLACES);
            assertThat(pattern(retried(once, START + 300, "::ffff:192.0.2.1")))
                    .hasValue(CopyPattern.PARALLEL_PROCESSES);
        }

        /** Behind a proxy whose word is not believed all clients are there. */
        @Test
        void whenAnAddressIsNotKnownThenNothingIsSaidOfPlaces() {
            assertThat(pattern(retried(once, START + 300, "unknown"))).hasValue(CopyPattern.PARALLEL_PROCESSES);
        }

        @Test
        void whenTheGenerationBeforeNeededGraceThenNobodyKnowsHow() {
            Family next = rotated(retried(once, START + 300, ELSEWHERE), START + 600);
            assertThat(pattern(next)).hasValue(CopyPattern.UNCLEAR);
            assertThat(pattern(rotated(next, START + 900))).isEmpty();
        }

        @Test
        void whenEachGenerationNeedsGraceThenTheStreakGrows() {
            Family family = login();
            for (int generation = 1; generation <= 4; generation++) {
                long at = START + generation * 300L;
                family = retried(retried(rotated(family, at), at, HERE), at + 1, HERE);
            }
            assertThat(CopySign.of(family, START).map(CopySign::streak)).containsExactly(4);
        }
    }

    @Nested
    final class GivenAFamilyThatWasRecovered {

        private final Family recovered = rotated(login(), START + 300)
                .recovered(
                        head(2, START + 4000),
                        new GraceTerms(START + 4000 + GRACE, 0, false),
                        START + 4000,
                        origin(HERE),
                        access(START + 4000),
                        86_400);

        @Test
        void whenThatWasInTheTimeThenItIsTheSignHoweverTheFamilyGoesOn() {
            CopySign sign = new CopySign("family", OWNER, CopyPattern.LATE_RECOVERIES, 1);
            assertThat(CopySign.of(recovered, START)).containsExactly(sign);
            assertThat(CopySign.of(rotated(recovered, START + 5000), START + 4000))
                    .containsExactly(sign);
        }

        @Test
        void thenNobodyReadsThatItWasAnAppForSure() {
            assertThat(CopyPattern.LATE_RECOVERIES.text(1)).endsWith("A thief looks the same.");
        }

        @Test
        void whenThatWasBeforeThenItIsNone() {
            assertThat(CopySign.of(rotated(recovered, START + 5000), START + 4001))
                    .isEmpty();
        }

        @Test
        void whenItNeedsGraceBesidesThenThereAreTwoSigns() {
            assertThat(CopySign.of(retried(recovered, START + 4001, HERE), START)
                            .map(CopySign::pattern))
                    .containsExactly(CopyPattern.PARALLEL_PROCESSES, CopyPattern.LATE_RECOVERIES);
        }
    }

    private static ListedIncident incident(
            String kind, int presented, String from, @Nullable Long successorIssuedAt, long at) {
        Incident incident = new Incident(
                "family",
                OWNER,
                kind,
                presented,
                5,
                origin(from),
                origin(HERE),
                "family",
                true,
                successorIssuedAt,
                null,
                null);
        return new ListedIncident("id", at, incident, null, 0, 0, null, null, null, null);
    }

    @Nested
    final class GivenAnIncident {

        @ParameterizedTest
        @CsvSource({
            "11, 192.0.2.1, LOST_ANSWERS",
            "60, 192.0.2.1, LOST_ANSWERS",
            "61, 192.0.2.1, SLEEPING_DEVICES",
            "86399, 192.0.2.1, SLEEPING_DEVICES",
            "86400, 192.0.2.1, STALE_COPIES",
            "345600, 192.0.2.1, STALE_COPIES",
            "11, 203.0.113.9, SEVERAL_PLACES",
        })
        void whenThePredecessorCameThenTheSignIsHowLateAndFromWhere(long delay, String from, CopyPattern expected) {
            ListedIncident late = incident("recent-predecessor", 4, from, START, START + delay);
            assertThat(CopySign.of(late)).hasValue(new CopySign("family", OWNER, expected, 0));
        }

        @Test
        void whenAnOlderTokenCameThenACopyIsStaleWhereverItWas() {
            assertThat(CopySign.of(incident("stale-lineage", 3, HERE, null, START))
                            .map(CopySign::pattern))
                    .hasValue(CopyPattern.STALE_COPIES);
        }

        /** As of a token that a recovery gave up for lost, and that somebody has after all. */
        @Test
        void whenNobodyKnowsHowLateThenFromWhereIsASignAllTheSame() {
            assertThat(CopySign.of(incident("recent-predecessor", 4, ELSEWHERE, null, START))
                            .map(CopySign::pattern))
                    .hasValue(CopyPattern.SEVERAL_PLACES);
        }

        @Test
        void whenNobodyKnowsHowLateOrItIsNoReuseThenThereIsNoSign() {
            assertThat(CopySign.of(incident("recent-predecessor", 4, HERE, null, START)))
                    .isEmpty();
            for (String kind : new String[] {"session-end", "catch-up", "of-a-later-version"}) {
                assertThat(CopySign.of(incident(kind, 4, HERE, START, START + 11)))
                        .as(kind)
                        .isEmpty();
            }
        }
    }
}
