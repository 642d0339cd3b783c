package dev.tokenfamily.report;

/**
 * Whole days of UTC.
 *
 * @param from the first, since the epoch
 * @param to the last, since the epoch
 */
public record Period(long from, long to) {

    private static final long DAY = 86_400;

    /** The day, since the epoch, of a time in epoch seconds. */
    public static long dayOf(long time) {
        return Math.floorDiv(time, DAY);
    }

    /** A period of so many days, of which that of {@code now}, epoch seconds, is the last. */
    public static Period ofDays(int days, long now) {
        return new Period(dayOf(now) - days + 1, dayOf(now));
    }

    /** How many days the period has. */
    public int days() {
        return (int) (to - from + 1);
    }

    /** When the period begins, epoch seconds. */
    public long start() {
        return from * DAY;
    }
}
