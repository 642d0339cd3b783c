package dev.tokenfamily.report;

/**
 * The reuses that were incidents under one enforcement, and how many of them look like a lost answer.
 *
 * @param of how many there were, one per family and kind
 * @param lost how many of them look like a client that lost an answer or was late with it, from 0 to {@code of}
 * @param needed the grace period, seconds, that would have avoided each of these; of those that an older version of ours has
 *     counted it is not known, so that this may be fewer than {@code lost}
 */
public record Reuses(long of, long lost, Distribution needed) {

    /** Those under a policy that observes: what enforcing would have revoked. */
    public static Reuses observed(Tally tally) {
        return of(tally, Measure.WOULD_BE_REVOCATION, Measure.REVOCATION, Measure.AVOIDABLE_OBSERVED);
    }

    /** Those under a policy that enforces: what was revoked. */
    public static Reuses enforced(Tally tally) {
        return of(tally, Measure.REVOCATION, Measure.WOULD_BE_REVOCATION, Measure.AVOIDABLE_ENFORCED);
    }

    private static Reuses of(Tally tally, Measure incidents, Measure others, Measure avoidable) {
        long of = Math.max(0, tally.total(incidents));
        boolean alone = tally.total(others) == 0; // then what was not counted by enforcement is of this one
        long lost = alone ? tally.total(Measure.AVOIDABLE) : tally.total(avoidable);
        return new Reuses(of, Math.min(Math.max(0, lost), of), tally.distribution(avoidable));
    }

    /** How many look like something else: a copy that is older than the predecessor, or in other hands. */
    public long elsewhere() {
        return of - lost;
    }
}
