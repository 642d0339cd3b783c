package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.Repeat;
import dev.tokenfamily.store.family.OwnedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often recorded incidents have happened again, as far as no row says it yet. It grows with the incidents and not with the
 * tokens that come, and holds {@link #ROOM} of them.
 */
final class RepeatCounts {

    /** Of so many incidents at most; one takes 2,000 bytes at the worst. */
    static final int ROOM = 5_000;

    /** Columns have room for twenty times as many. */
    private static final int MOST_OF_ONE = 100_000_000;

    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final LongSupplier nanos;
    private final Map<OwnedRow.Key, Counted> waiting = new LinkedHashMap<>();
    private boolean closed;

    /**
     * Nothing is counted yet.
     *
     * @param nanos a clock that nobody sets, {@link System#nanoTime}
     */
    RepeatCounts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** An incident for which nothing was revoked, as it is to be recorded where its row is gone by the time it is counted on. */
    record Observed(Incident incident, FollowUp followUp) {}

    /**
     * What was counted of one incident.
     *
     * @param presentations from 0 ({@link Repeat#PRESENTATION})
     * @param loops from 0 ({@link Repeat#CLIENT_LOOP})
     * @param lastNanos when the last presentation came, by the clock of this; of no meaning where there was none
     * @param observed the last of them; null of an incident for which its family was revoked, which happens once
     */
    record Counted(
            OwnedRow.Key incident,
            int presentations,
            int loops,
            long lastNanos,
            @Nullable Observed observed) {

        private Counted plus(Counted later) {
            return new Counted(
                    incident,
                    sum(presentations, later.presentations),
                    sum(loops, later.loops),
                    later.presentations > 0 ? later.lastNanos : lastNanos,
                    later.observed == null ? observed : later.observed);
        }

        private static int sum(int some, int more) {
            return Math.min(MOST_OF_ONE, some + more);
        }

        /** The same without one presentation, which has become the incident itself. */
        Counted withoutFirst() {
            return new Counted(incident, presentations - 1, loops, lastNanos, observed);
        }

        /** How many seconds before that time, of the same clock, the last presentation came; from 0. */
        long secondsBefore(long now) {
            return Math.max(0, (now - lastNanos) / NANOS_OF_SECOND);
        }
    }

    /**
     * Counts one more; false where there is no room.
     *
     * @param observed the incident, where it is one for which nothing was revoked
     */
    synchronized boolean add(OwnedRow.Key incident, Repeat repeat, @Nullable Observed observed) {
        boolean room = waiting.size() < ROOM || waiting.containsKey(incident);
        if (closed || !room) {
            return false;
        }
        waiting.merge(incident, one(incident, repeat, observed), Counted::plus);
        return true;
    }

    /** There is no room any more: nobody comes back for what would be counted. */
    synchronized void close() {
        closed = true;
    }

    /** What was counted as one. */
    Counted one(OwnedRow.Key incident, Repeat repeat, @Nullable Observed observed) {
        boolean presentation = repeat == Repeat.PRESENTATION;
        return new Counted(incident, presentation ? 1 : 0, presentation ? 0 : 1, nanos.getAsLong(), observed);
    }

    /** Of how many incidents something is counted. */
    synchronized int size() {
        return waiting.size();
    }

    /** Gives what was counted of so many incidents at most, beginning with those that wait for the longest time. */
    synchronized List<Counted> take(int most) {
        List<Counted> taken = new ArrayList<>();
        for (Iterator<Counted> next = waiting.values().iterator(); taken.size() < most && next.hasNext(); ) {
            taken.add(next.next());
            next.remove();
        }
        return taken;
    }

    /** Takes back what {@link #take} gave and could not be written, behind all others. There is always room for it. */
    synchronized void giveBack(List<Counted> taken) {
        for (Counted counted : taken) {
            waiting.merge(counted.incident(), counted, (later, earlier) -> earlier.plus(later));
        }
    }
}
