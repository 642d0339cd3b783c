package dev.tokenfamily.simulation;

/**
 * When somebody is at it, every day.
 *
 * @param from hour of the day at which it begins
 * @param to hour of the day at which it ends
 */
record WakingHours(int from, int to) {

    static final WakingHours OFFICE = new WakingHours(8, 18);
    static final WakingHours PHONE = new WakingHours(7, 23);

    /** That moment, or the next at which it begins. */
    long next(long moment) {
        long midnight = Math.floorDiv(moment, VirtualTime.DAY) * VirtualTime.DAY;
        long begin = midnight + from * VirtualTime.HOUR;
        if (moment < begin) {
            return begin;
        }
        return moment < midnight + to * VirtualTime.HOUR ? moment : begin + VirtualTime.DAY;
    }

    boolean includes(long moment) {
        return next(moment) == moment;
    }
}
