package dev.tokenfamily.family;

/**
 * How often a family was recovered after an answer had been lost (ADR 26), as far as that still counts.
 *
 * <p>The count begins anew where the last recovery is a whole period ago or more. Recoveries that lie within one period, wherever it
 * begins, follow each other by less, and so are of one count. Thus no period has more recoveries than a count may reach.
 *
 * @param count from 0
 * @param last when the last one was, epoch seconds of the database's clock; 0 where there was none
 */
public record Recoveries(int count, long last) {

    /** None so far. */
    public static final Recoveries NONE = new Recoveries(0, 0);

    /**
     * These and one more.
     *
     * @param now epoch seconds of the database's clock; where it was set back, the last one stays where it was
     * @param period in seconds
     */
    public Recoveries plus(long now, long period) {
        return now - last >= period ? new Recoveries(1, now) : new Recoveries(count + 1, Math.max(now, last));
    }
}
