package dev.tokenfamily.globalrevocation;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often one client may ask at this node: a minute's worth at once, and then at even distances (the generic cell rate
 * algorithm).
 */
public final class CallerLimit {

    private static final int FORGET_ABOVE = 1000;

    private final long distance;
    private final long patience;
    private final LongSupplier nanoTime;

    /** When the next request of a client would be due if all came at even distances, by the client's internal id. */
    private final ConcurrentMap<String, Long> due = new ConcurrentHashMap<>();

    /**
     * For one node.
     *
     * @param perMinute how many requests of one client, 1 or more
     * @param nanoTime as {@link System#nanoTime}
     */
    public CallerLimit(int perMinute, LongSupplier nanoTime) {
        this.distance = TimeUnit.MINUTES.toNanos(1) / perMinute;
        this.patience = distance * (perMinute - 1);
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request of that client.
     *
     * @return 0 where it may be served; else the seconds after which the next one may be, and this one is not counted
     */
    int secondsToWait(String clientId) {
        long now = nanoTime.getAsLong();
        if (due.size() > FORGET_ABOVE) {
            due.values().removeIf(time -> time - now < 0);
        }
        AtomicLong early = new AtomicLong();
        due.compute(clientId, (id, time) -> {
            long next = time == null || time - now < 0 ? now : time;
            early.set(next - now - patience);
            return early.get() > 0 ? next : next + distance;
        });
        return early.get() <= 0
                ? 0
                : Math.toIntExact(TimeUnit.NANOSECONDS.toSeconds(early.get() + TimeUnit.SECONDS.toNanos(1) - 1));
    }
}
