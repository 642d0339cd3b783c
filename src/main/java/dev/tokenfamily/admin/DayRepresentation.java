package dev.tokenfamily.admin;

import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.DayCounts;
import dev.tokenfamily.report.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What was counted on one day, for charts.
 *
 * @param day of UTC, as in ISO 8601: {@code 2026-11-29}
 * @param refreshes that were answered, with tokens or without
 * @param graceRetries that the grace period absorbed
 * @param reuse refreshes with a superseded token
 * @param revocations families revoked for a reuse
 * @param wouldBeRevocations reuses that were only observed, one per family and kind
 */
public record DayRepresentation(
        String day, long refreshes, long graceRetries, long reuse, long revocations, long wouldBeRevocations) {

    /** Every day of the period, the earliest first, those without anything too. */
    static List<DayRepresentation> each(Period period, ClientPeriod counted) {
        return LongStream.rangeClosed(period.from(), period.to())
                .mapToObj(day -> of(day, counted.on(day)))
                .toList();
    }

    private static DayRepresentation of(long day, DayCounts counts) {
        return new DayRepresentation(
                LocalDate.ofEpochDay(day).toString(),
                counts.refreshes(),
                counts.graceRetries(),
                counts.reuse(),
                counts.revocations(),
                counts.wouldBeRevocations());
    }
}
