package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.CountedUsers;
import dev.tokenfamily.report.Distribution;
import dev.tokenfamily.report.GraceCurve;
import dev.tokenfamily.report.Measure;
import dev.tokenfamily.report.Mode;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Recommendation;
import dev.tokenfamily.report.Summary;
import dev.tokenfamily.report.Tally;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET report} answers.
 *
 * @param days how many, of UTC
 * @param from when the first of them began, epoch milliseconds
 * @param to until when was counted, epoch milliseconds
 * @param fromTime the same as {@code from}, as in ISO 8601
 * @param toTime the same as {@code to}
 * @param summary all of it in a sentence
 * @param daily of all clients together
 * @param clients those with refreshes, by client id
 */
public record ReportRepresentation(
        int days,
        long from,
        long to,
        String fromTime,
        String toTime,
        String summary,
        List<DayRepresentation> daily,
        List<ClientReport> clients) {

    /**
     * What was counted until {@code now}, epoch seconds.
     *
     * @param advised of each client, by {@code client_id}; nothing where it cannot be told
     */
    static ReportRepresentation of(
            Period period, long now, SortedMap<String, ClientPeriod> counted, Map<String, Recommendation> advised) {
        ClientPeriod all = ClientPeriod.sum(counted.values());
        return new ReportRepresentation(
                period.days(),
                Millis.of(period.start()),
                Millis.of(now),
                Instant.ofEpochSecond(period.start()).toString(),
                Instant.ofEpochSecond(now).toString(),
                Summary.ofRealm(period.days(), counted.size(), all.whole()),
                DayRepresentation.each(period, all),
                counted.entrySet().stream()
                        .map(client -> ClientReport.of(
                                period, client.getKey(), client.getValue(), advised.get(client.getKey())))
                        .toList());
    }

    /**
     * Of one client.
     *
     * @param summary what was counted in a sentence
     * @param recommendation what to do next; null where the client policies of the realm cannot be read
     * @param refreshes that were answered, with tokens or without
     * @param enforced what of it was counted under enforcement; less than all where an older version counted too
     * @param observed the same under observation
     * @param verdicts on them
     * @param graceRetries that the grace period absorbed
     * @param lateRecoveries logouts that late recovery spared, or would have spared
     * @param wouldBeRevocations reuses under observation, one per family and kind
     * @param revocations families revoked for a reuse under enforcement
     * @param avoidable how many of both look benign
     * @param falseAlarms how many incidents were one, as users or admins say; those of a session's end or of a new place are not counted
     * @param distinctUsers about how many users refreshed
     * @param usersAffected about how many had one of either
     * @param benignRetries how often the predecessor came back from where the head was obtained, within a day
     * @param shortestGraceSeconds that would have absorbed them all; null where there are none
     * @param shortestGraceSecondsFor99Percent that would have absorbed almost all of them
     * @param daily each day of the period
     * @param graceCurve how many of the avoidable ones which grace period would have absorbed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientReport(
            String clientId,
            String summary,
            @Nullable RecommendationRepresentation recommendation,
            long refreshes,
            ModeRepresentation enforced,
            ModeRepresentation observed,
            Map<String, Long> verdicts,
            Delays graceRetries,
            LateRecoveries lateRecoveries,
            long wouldBeRevocations,
            long revocations,
            long avoidable,
            long falseAlarms,
            long distinctUsers,
            long usersAffected,
            long benignRetries,
            @Nullable Integer shortestGraceSeconds,
            @Nullable Integer shortestGraceSecondsFor99Percent,
            List<DayRepresentation> daily,
            List<GraceCurve.Point> graceCurve) {

        private static ClientReport of(
                Period period, String clientId, ClientPeriod counted, @Nullable Recommendation advised) {
            Tally tally = counted.whole();
            Map<String, Long> verdicts = new LinkedHashMap<>();
            Measure.verdicts().forEach(verdict -> verdicts.put(verdict.text(), tally.total(verdict)));
            Distribution needed = tally.distribution(Measure.GRACE_NEEDED);
            boolean benign = needed.count() > 0;
            return new ClientReport(
                    clientId,
                    Summary.ofClient(period.days(), tally),
                    RecommendationRepresentation.of(advised),
                    tally.refreshes(),
                    ModeRepresentation.enforced(tally),
                    ModeRepresentation.observed(tally),
                    verdicts,
                    Delays.of(tally.distribution(Measure.RETRY_DELAY)),
                    LateRecoveries.of(tally),
                    tally.total(Measure.WOULD_BE_REVOCATION),
                    tally.total(Measure.REVOCATION),
                    tally.total(Measure.AVOIDABLE),
                    tally.total(Measure.FALSE_ALARM),
                    tally.total(CountedUsers.ALL),
                    tally.total(CountedUsers.AFFECTED),
                    needed.count(),
                    benign ? needed.max() : null,
                    benign ? needed.percentile(99) : null,
                    DayRepresentation.each(period, counted),
                    GraceCurve.of(tally).points());
        }
    }

    /**
     * Families that were recovered after a lost answer, and would have been revoked without that.
     *
     * @param spared under enforcement
     * @param wouldBeSpared under observation
     */
    public record LateRecoveries(long spared, long wouldBeSpared) {

        private static LateRecoveries of(Tally tally) {
            return new LateRecoveries(
                    tally.total(Measure.LATE_RECOVERY, Mode.ENFORCED),
                    tally.total(Measure.LATE_RECOVERY, Mode.OBSERVED));
        }
    }

    /**
     * How often, and how long it took.
     *
     * @param delaySeconds null where it did not happen
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delays(long count, @Nullable Percentiles delaySeconds) {

        private static Delays of(Distribution delays) {
            long count = delays.count();
            return new Delays(count, count == 0 ? null : Percentiles.of(delays));
        }
    }

    /** Exact up to a minute, rounded up beyond. */
    public record Percentiles(int p50, int p95, int p99, int max) {

        private static Percentiles of(Distribution seconds) {
            return new Percentiles(
                    seconds.percentile(50), seconds.percentile(95), seconds.percentile(99), seconds.max());
        }
    }
}
