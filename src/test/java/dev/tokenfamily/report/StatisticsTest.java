package dev.tokenfamily.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Presentation;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.GraceRefused;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.Keep;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.ReuseKind;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is counted of a finding, and what of it looks benign. */
final class StatisticsTest {

    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "203.0.113.9";
    private static final int CURRENT = 5;
    private static final Verdict STALE = new Reuse(ReuseKind.STALE_LINEAGE, 20);

    private final Statistics statistics = new Statistics();

    private static Verdict late(long delay) {
        return new Reuse(ReuseKind.RECENT_PREDECESSOR, delay);
    }

    private static Finding finding(Verdict verdict, int generation, String address, String enforcement) {
        return finding(verdict, generation, address, enforcement, "alice", "client", true);
    }

    private static Finding finding(Verdict verdict, int generation, String address) {
        return finding(verdict, generation, address, "observe");
    }

    private static Finding finding(
            Verdict verdict,
            int generation,
            String address,
            String enforcement,
            String user,
            String client,
            boolean incident) {
        Owner owner = new Owner("realm", client, user, "session", false);
        Family family = Family.opened(
                "family",
                owner,
                1,
                CURRENT,
                new Head("head", 1, 2L, 1),
                GraceTerms.NONE,
                1,
                new Origin(HOME, null),
                AccessTokens.NONE);
        PresentedToken token = new PresentedToken("family", generation, 1, 1, 1, 1_800L, null, owner);
        Presentation presentation = new Presentation(new Origin(address, null), false, null);
        return new Finding(
                verdict,
                token,
                new Reading(family, 0, 0),
                presentation,
                PolicyParser.parse(Map.of("enforcement", enforcement)),
                0,
                incident);
    }

    private Tally counted() {
        return statistics.take().values().iterator().next();
    }

    private Distribution graceNeeded(Finding finding) {
        statistics.answered(finding, 1);
        return counted().distribution(Measure.GRACE_NEEDED);
    }

    @Test
    void givenAPredecessorFromTheHeadsAddressThenAnyAnswerIsBenign() {
        for (Verdict verdict : new Verdict[] {new GraceRetry(9, false), new GraceRefused(9), late(9)}) {
            Distribution needed = graceNeeded(finding(verdict, CURRENT - 1, HOME));
            assertThat(needed.count()).as(verdict.text()).isEqualTo(1);
            assertThat(needed.max()).as(verdict.text()).isEqualTo(10);
        }
    }

    @Test
    void givenAnotherAddressOrAnOlderTokenOrNoRetryThenItIsNotBenign() {
        assertThat(graceNeeded(finding(late(9), CURRENT - 1, ELSEWHERE)).count())
                .isZero();
        assertThat(graceNeeded(finding(new GraceRetry(9, true), CURRENT - 1, ELSEWHERE))
                        .count())
                .isZero();
        assertThat(graceNeeded(finding(STALE, CURRENT - 2, HOME)).count()).isZero();
        assertThat(graceNeeded(finding(new GraceRefused(9), CURRENT - 3, HOME)).count())
                .isZero();
        assertThat(graceNeeded(finding(new Rotate(), CURRENT, HOME)).count()).isZero();
        assertThat(graceNeeded(finding(new Verdict.Revoked(), CURRENT - 1, HOME))
                        .count())
                .isZero();
    }

    @Test
    void givenARetryLaterThanAnyGracePeriodThenItIsNotBenign() {
        assertThat(graceNeeded(finding(late(86_399), CURRENT - 1, HOME)).max()).isEqualTo(86_400);
        assertThat(graceNeeded(finding(late(86_400), CURRENT - 1, HOME)).count())
                .isZero();
    }

    @Test
    void givenEveryVerdictThenItsMeasureIsFound() {
        assertThat(Arrays.stream(Verdict.class.getPermittedSubclasses())).hasSameSizeAs(Measure.verdicts());
        for (Verdict verdict : new Verdict[] {
            new Rotate(),
            new Keep(),
            new GraceRetry(1, false),
            new GraceRefused(1),
            new LateRecovery(3_600, 1),
            STALE,
            new Verdict.Revoked(),
            new Verdict.Expired(),
            new Verdict.Unknown(),
            new CatchUp(false),
            new OriginChanged(OriginChange.ADDRESS)
        }) {
            statistics.answered(finding(verdict, CURRENT, ELSEWHERE), 1);
            Tally tally = counted();
            assertThat(Measure.of(verdict).text()).isEqualTo(verdict.text());
            assertThat(Measure.verdicts()).contains(Measure.of(verdict));
            assertThat(tally.total(Measure.of(verdict))).isEqualTo(1);
            assertThat(tally.total(CountedUsers.ALL)).isEqualTo(1);
        }
    }

    @Test
    void givenReusesThenOnlyIncidentsRevokeAndOnlyBenignAreAvoidable() {
        statistics.judged(finding(late(9), CURRENT - 1, HOME), 1);
        statistics.judged(finding(STALE, CURRENT - 2, HOME), 1);
        statistics.judged(finding(late(9), CURRENT - 1, ELSEWHERE, "enforce"), 1);
        statistics.judged(finding(late(9), CURRENT - 1, HOME, "observe", "bob", "client", false), 1);
        statistics.judged(finding(new CatchUp(true), CURRENT + 1, HOME), 1);
        Tally tally = counted();
        assertThat(tally.total(Measure.WOULD_BE_REVOCATION)).isEqualTo(2);
        assertThat(tally.total(Measure.REVOCATION)).isEqualTo(1);
        assertThat(tally.total(Measure.AVOIDABLE)).isEqualTo(1);
        assertThat(tally.distribution(Measure.AVOIDABLE_OBSERVED).totals()).isEqualTo(new TreeMap<>(Map.of(10, 1L)));
        assertThat(tally.distribution(Measure.AVOIDABLE_ENFORCED).count()).isZero();
        assertThat(tally.total(CountedUsers.AFFECTED)).isEqualTo(1);
        assertThat(tally.total(CountedUsers.ALL)).isZero();
    }

    /** In the same row as ever, so that a refresh costs no statement more, and an older node reads the right total. */
    @Test
    void givenRefreshesUnderEitherEnforcementThenTheyAreCountedApart() {
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "observe"), 1);
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "enforce"), 1);
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "enforce"), 1);
        statistics.judged(finding(late(9), CURRENT - 1, HOME, "enforce"), 1);
        Tally tally = counted();
        assertThat(tally.refreshes(Mode.OBSERVED)).isEqualTo(1);
        assertThat(tally.refreshes(Mode.ENFORCED)).isEqualTo(2);
        assertThat(tally.total(Measure.ROTATE)).isEqualTo(3);
        assertThat(tally.totals())
                .containsOnlyKeys(Measure.ROTATE, Measure.REVOCATION, Measure.AVOIDABLE, Measure.AVOIDABLE_ENFORCED);
    }

    /** It is no reason for a longer grace period. */
    @Test
    void givenLateRecoveriesThenTheyAreCountedByEnforcementAndAskForNoGrace() {
        statistics.answered(finding(new LateRecovery(3_600, 1), CURRENT - 1, HOME, "observe"), 1);
        statistics.answered(finding(new LateRecovery(3_600, 1), CURRENT - 1, HOME, "enforce"), 1);
        statistics.answered(finding(new LateRecovery(60, 2), CURRENT - 1, HOME, "enforce"), 1);
        Tally tally = counted();
        assertThat(tally.total(Measure.LATE_RECOVERY, Mode.OBSERVED)).isEqualTo(1);
        assertThat(tally.total(Measure.LATE_RECOVERY, Mode.ENFORCED)).isEqualTo(2);
        assertThat(tally.totals()).containsOnlyKeys(Measure.LATE_RECOVERY);
    }

    @Test
    void givenClientsAndDaysThenEachIsCountedApartAndTakenOnce() {
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "observe", "alice", "a", false), 1);
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "observe", "bob", "a", false), 2);
        statistics.answered(finding(new Rotate(), CURRENT, HOME, "observe", "bob", "b", false), 2);
        assertThat(statistics.take())
                .containsOnlyKeys(
                        new ClientDay("realm", "a", 1), new ClientDay("realm", "a", 2), new ClientDay("realm", "b", 2));
        assertThat(statistics.take()).isEmpty();
    }

    @Test
    void givenWhatCouldNotBeStoredThenItIsAddedToWhatCameSince() {
        statistics.answered(finding(new GraceRetry(3, false), CURRENT - 1, HOME), 1);
        SortedMap<ClientDay, Tally> failed = statistics.take();
        statistics.answered(finding(new GraceRetry(7, false), CURRENT - 1, HOME, "observe", "bob", "client", false), 1);
        statistics.giveBack(failed);
        Tally tally = counted();
        assertThat(tally.total(Measure.GRACE_RETRY)).isEqualTo(2);
        assertThat(tally.distribution(Measure.RETRY_DELAY).totals()).isEqualTo(new TreeMap<>(Map.of(3, 1L, 7, 1L)));
        assertThat(tally.total(CountedUsers.ALL)).isEqualTo(2);
    }

    @Test
    void givenManyThreadsWhileItIsTakenThenNoCountIsLost() {
        int threads = 8;
        int each = 2_000;
        Tally all = new Tally();
        Callers.atOnce(threads + 1, i -> {
            for (int n = 0; n < each; n++) {
                if (i < threads) {
                    statistics.answered(finding(new Keep(), CURRENT, HOME), 1);
                } else {
                    statistics.take().values().forEach(all::add);
                }
            }
            return i;
        });
        statistics.take().values().forEach(all::add);
        assertThat(all.total(Measure.KEEP)).isEqualTo((long) threads * each);
    }

    @Test
    void givenTheMidnightOfUtcThenAPeriodBeginsThere() {
        long noon = 20_000L * 86_400 + 43_200;
        assertThat(Period.ofDays(1, noon)).isEqualTo(new Period(20_000, 20_000));
        assertThat(Period.ofDays(7, noon)).isEqualTo(new Period(19_994, 20_000));
        assertThat(Period.ofDays(7, noon).days()).isEqualTo(7);
        assertThat(Period.ofDays(1, noon).start()).isEqualTo(noon - 43_200);
        assertThat(Period.dayOf(20_001L * 86_400 - 1)).isEqualTo(20_000);
    }
}
