package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.report.CountedUsers;
import dev.tokenfamily.report.Distribution;
import dev.tokenfamily.report.Measure;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET report} answers.
 *
 * @param days how many, of UTC
 * @param from when the first of them began, epoch milliseconds
 * @param to until when was counted, epoch milliseconds
 * @param clients those with refreshes, by client id
 */
public record ReportRepresentation(int days, long from, long to, List<ClientReport> clients) {

    static ReportRepresentation of(Period period, long now, Map<String, Tally> byClientId) {
        return new ReportRepresentation(
                period.days(),
                Millis.of(period.start()),
                Millis.of(now),
                byClientId.entrySet().stream()
                        .map(client -> ClientReport.of(client.getKey(), client.getValue()))
                        .toList());
    }

    /**
     * Of one client.
     *
     * @param refreshes that were answered, with tokens or without
     * @param verdicts on them
     * @param graceRetries that the grace period absorbed
     * @param wouldBeRevocations reuses under {@code observe}, one per family and kind
     * @param revocations families revoked for a reuse under {@code enforce}
     * @param avoidable how many of both look benign
     * @param falseAlarms how many of the latter were one, as their users say
     * @param distinctUsers about how many users refreshed
     * @param usersAffected about how many had one of either
     * @param benignRetries how often the predecessor came back from where the head was obtained, within a day
     * @param shortestGraceSeconds that would have absorbed them all; null where there are none
     * @param shortestGraceSecondsFor99Percent that would have absorbed almost all of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClientReport(
            String clientId,
            long refreshes,
            Map<String, Long> verdicts,
            Delays graceRetries,
            long wouldBeRevocations,
            long revocations,
            long avoidable,
            long falseAlarms,
            long distinctUsers,
            long usersAffected,
            long benignRetries,
            @Nullable Integer shortestGraceSeconds,
            @Nullable Integer shortestGraceSecondsFor99Percent) {

        private static ClientReport of(String clientId, Tally tally) {
            Map<String, Long> verdicts = new LinkedHashMap<>();
            Measure.verdicts().forEach(verdict -> verdicts.put(verdict.text(), tally.total(verdict)));
            Distribution needed = tally.distribution(Measure.GRACE_NEEDED);
            boolean benign = needed.count() > 0;
            return new ClientReport(
                    clientId,
                    verdicts.values().stream().mapToLong(Long::longValue).sum(),
                    verdicts,
                    Delays.of(tally.distribution(Measure.RETRY_DELAY)),
                    tally.total(Measure.WOULD_BE_REVOCATION),
                    tally.total(Measure.REVOCATION),
                    tally.total(Measure.AVOIDABLE),
                    tally.total(Measure.FALSE_ALARM),
                    tally.total(CountedUsers.ALL),
                    tally.total(CountedUsers.AFFECTED),
                    needed.count(),
                    benign ? needed.max() : null,
                    benign ? needed.percentile(99) : null);
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
