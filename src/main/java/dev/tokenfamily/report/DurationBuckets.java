package dev.tokenfamily.report;

/**
 * The buckets of a distribution of seconds. Each is named by the most that falls into it, so that what is stored stays
 * true if the steps ever change.
 */
final class DurationBuckets {

    /** The longest grace period there can be. */
    static final int DAY = 86_400;

    /** For whatever is longer. */
    static final int BEYOND = DAY + 1;

    private DurationBuckets() {}

    /** The bucket of so many seconds: exact up to a minute, then in steps of at most a twelfth, but for the hours of a day. */
    static int bucketOf(long seconds) {
        if (seconds > DAY) {
            return BEYOND;
        }
        int step = seconds <= 60 ? 1 : seconds <= 120 ? 5 : seconds <= 600 ? 30 : seconds <= 3600 ? 300 : 3600;
        return (int) ((Math.max(0, seconds) + step - 1) / step * step);
    }
}
