package dev.tokenfamily.report;

import dev.tokenfamily.report.Recommendation.Code;

/**
 * Recommends what to do next about a client, by what was counted of it. It never advises a grace period over a minute, nor to
 * enforce or to be more lenient while many reuses are from elsewhere: whoever holds tokens of a client can make reuses of
 * either sort.
 */
public final class Adviser {

    /** The longest grace period that is advised, seconds. */
    static final int LONGEST_GRACE = 60;

    /** Fewer refreshes say nothing. */
    static final int FEWEST_REFRESHES = 100;

    /** One in so many reuses may be from elsewhere, or come too late. */
    private static final int ONE_IN = 10;

    private Adviser() {}

    /** What to do about a client of which that was counted, and which is governed like that now. */
    public static Recommendation recommend(Standing now, Tally counted) {
        return switch (now.kind()) {
            case UNGOVERNED -> Recommendation.of(Code.OBSERVE);
            case NOT_ROTATING -> Recommendation.of(Code.TURN_ROTATION_ON);
            case OBSERVED -> whileObserved(now, counted, Reuses.observed(counted));
            case ENFORCED -> whileEnforced(now, counted, Reuses.enforced(counted));
        };
    }

    private static Recommendation whileObserved(Standing now, Tally counted, Reuses reuses) {
        if (isMany(reuses.elsewhere(), reuses)) {
            return Recommendation.of(Code.LOOK_AT_INCIDENTS, reuses);
        }
        if (counted.refreshes() < FEWEST_REFRESHES) {
            return Recommendation.of(Code.NOT_ENOUGH_DATA, reuses);
        }
        if (counted.total(CountedUsers.ALL) <= 1) {
            return Recommendation.of(Code.ONE_USER, reuses);
        }
        if (reuses.of() == 0) {
            return Recommendation.of(Code.ENFORCE, reuses);
        }
        int grace = graceFor(reuses, counted);
        return grace > LONGEST_GRACE && grace > now.graceSeconds()
                ? Recommendation.of(Code.MEND_CLIENT, reuses, grace)
                : Recommendation.of(Code.ENFORCE_WITH_GRACE, reuses, Math.max(grace, now.graceSeconds()));
    }

    private static Recommendation whileEnforced(Standing now, Tally counted, Reuses reuses) {
        if (reuses.of() == 0) {
            return Recommendation.of(Code.ENFORCED, reuses);
        }
        if (reuses.elsewhere() > reuses.lost()) {
            return Recommendation.of(Code.LOOK_AT_REVOCATIONS, reuses);
        }
        int grace = graceFor(reuses, counted);
        if (grace <= now.graceSeconds()) {
            return Recommendation.of(Code.ENFORCED_WITH_GRACE, reuses, now.graceSeconds());
        }
        return Recommendation.of(grace > LONGEST_GRACE ? Code.MEND_CLIENT : Code.RAISE_GRACE, reuses, grace);
    }

    private static boolean isMany(long some, Reuses reuses) {
        return some * ONE_IN > reuses.of();
    }

    /**
     * The grace period that absorbs 99 % of what looks like a lost answer, or, where that is longer than is advised, the shortest
     * that absorbs all but a tenth; if that is not advised either, the former. Not shorter than what absorbs today's
     * retries.
     *
     * @param reuses of which one at least looks like a lost answer, or none at all
     */
    private static int graceFor(Reuses reuses, Tally counted) {
        Distribution retries = counted.distribution(Measure.GRACE_NEEDED);
        Distribution needed = reuses.needed().count() > 0 ? reuses.needed() : retries;
        int most = needed.count() > 0 ? needed.percentile(99) : 0;
        int some = needed.count() > 0 ? needed.percentile(100 - 100 / ONE_IN) : 0;
        int grace = most > LONGEST_GRACE && some <= LONGEST_GRACE ? some : most;
        int absorbed = retries.count() > 0 ? retries.percentile(99) : 0;
        return absorbed <= LONGEST_GRACE ? Math.max(grace, absorbed) : grace;
    }
}
