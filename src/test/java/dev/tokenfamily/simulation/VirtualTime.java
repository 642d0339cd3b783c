package dev.tokenfamily.simulation;

import java.util.PriorityQueue;

/** Time that jumps to whatever is planned next, in milliseconds since 1970. What is planned for one moment is done in order. */
final class VirtualTime {

    private record Deed(long at, long order, Runnable what) implements Comparable<Deed> {

        @Override
        public int compareTo(Deed other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private final PriorityQueue<Deed> planned = new PriorityQueue<>();
    private long now;
    private long order;

    VirtualTime(long start) {
        now = start;
    }

    long now() {
        return now;
    }

    /** Plans a deed; what should have been done before is done next. */
    void at(long moment, Runnable deed) {
        planned.add(new Deed(Math.max(now, moment), order++, deed));
    }

    void after(long milliseconds, Runnable deed) {
        at(now + milliseconds, deed);
    }

    /**
     * Does what is planned next.
     *
     * @return false where nothing is planned until that moment
     */
    boolean step(long end) {
        if (planned.isEmpty() || planned.element().at() > end) {
            return false;
        }
        Deed next = planned.remove();
        now = next.at();
        next.what().run();
        return true;
    }
}
