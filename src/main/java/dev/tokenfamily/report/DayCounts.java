package dev.tokenfamily.report;

/**
 * What a chart shows of one day. Only that is kept of each day that is read, for a realm can have a thousand clients.
 *
 * @param refreshes that were answered, with tokens or without
 * @param graceRetries that the grace period absorbed
 * @param reuse refreshes with a superseded token, whether they were refused or only observed
 * @param revocations incidents under {@code enforce}
 * @param wouldBeRevocations incidents under {@code observe}
 */
public record DayCounts(long refreshes, long graceRetries, long reuse, long revocations, long wouldBeRevocations) {

    /** Of a day on which nothing was counted. */
    public static final DayCounts NONE = new DayCounts(0, 0, 0, 0, 0);

    /** So many of that measure; {@link #NONE} of one that is not shown. */
    static DayCounts of(Measure measure, long total) {
        return switch (measure) {
            case GRACE_RETRY -> new DayCounts(total, total, 0, 0, 0);
            case REUSE -> new DayCounts(total, 0, total, 0, 0);
            case REVOCATION -> new DayCounts(0, 0, 0, total, 0);
            case WOULD_BE_REVOCATION -> new DayCounts(0, 0, 0, 0, total);
            default -> Measure.verdicts().contains(measure) ? new DayCounts(total, 0, 0, 0, 0) : NONE;
        };
    }

    /** These, and those of another client, or of another measure. */
    DayCounts plus(DayCounts more) {
        return new DayCounts(
                refreshes + more.refreshes,
                graceRetries + more.graceRetries,
                reuse + more.reuse,
                revocations + more.revocations,
                wouldBeRevocations + more.wouldBeRevocations);
    }
}
