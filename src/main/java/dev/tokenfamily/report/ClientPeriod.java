package dev.tokenfamily.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What was counted of a client, or of several, in a period: altogether, and on each day. Not safe for several threads. */
public final class ClientPeriod {

    private final Tally whole = new Tally();
    private final Map<Long, DayCounts> days = new HashMap<>();

    /** What was counted of all of them. A user of several is one user. */
    public static ClientPeriod sum(Collection<ClientPeriod> periods) {
        ClientPeriod sum = new ClientPeriod();
        for (ClientPeriod period : periods) {
            sum.whole.add(period.whole);
            period.days.forEach(sum::add);
        }
        return sum;
    }

    /** Adds what was counted on one day, since the epoch. */
    public void add(long day, Measure measure, int bucket, long total) {
        whole.add(measure, bucket, total);
        add(day, DayCounts.of(measure, total));
    }

    private void add(long day, DayCounts counts) {
        days.merge(day, counts, DayCounts::plus);
    }

    /** Adds users who were seen on some day. They are not kept by day, for a sketch is two kilobytes. */
    public void add(CountedUsers which, Sketch seen) {
        whole.add(which, seen);
    }

    /** What was counted on all days. */
    public Tally whole() {
        return whole;
    }

    /** What a chart shows of one day, since the epoch. */
    public DayCounts on(long day) {
        return days.getOrDefault(day, DayCounts.NONE);
    }
}
