package dev.tokenfamily.store.history;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.store.history.EndWriting.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jboss.logging.Logger;

/**
 * Entries of the history that wait to be written. What the database does not take now is kept for the next time. An entry that
 * fails while others are written is at fault itself, whatever it fails with, and is lost: no entry may hold up those behind it.
 */
final class WaitingEnds {

    private static final Logger LOG = Logger.getLogger(WaitingEnds.class);

    /** So many wait at most. */
    static final int ROOM = 20_000;

    private static final int MOST_AT_ONCE = 100;

    /** Of so many that fail one by one, it is the database that fails, and the others need not be tried now. */
    private static final int MOST_FAILURES = 2;

    private final Consumer<List<Entry>> writing;
    private final IntConsumer lost;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Queue<Waiting> inHand = new ArrayDeque<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private long written;
    private boolean failing;

    /**
     * Has them written by that.
     *
     * @param writing writes all of some entries, or throws {@link StoreUnavailableException} and has written none
     * @param lost is told how many were lost
     */
    WaitingEnds(Consumer<List<Entry>> writing, IntConsumer lost) {
        this.writing = writing;
        this.lost = lost;
    }

    /**
     * An entry that waits.
     *
     * @param failedAt how many had been written when it failed by itself; {@link Long#MAX_VALUE} where it has not
     */
    private record Waiting(Entry entry, long failedAt) {

        Waiting(Entry entry) {
            this(entry, Long.MAX_VALUE);
        }
    }

    /** False where there is no room for it. */
    boolean add(Entry entry) {
        boolean added = waiting.offer(new Waiting(entry));
        if (added) {
            full.set(false);
        } else {
            lost.accept(1);
            if (!full.getAndSet(true)) {
                LOG.warnf("More than %d ends wait to be recorded in the history; others are lost until they are", ROOM);
            }
        }
        return added;
    }

    /** Writes all that wait, as far as the database takes it. */
    synchronized void writeAll() {
        try {
            for (take(); !inHand.isEmpty(); take()) {
                if (inHand.size() == 1 || !writtenTogether()) {
                    writeApart();
                }
            }
            failing = false;
        } catch (StoreUnavailableException e) {
            if (!failing) {
                LOG.warn("The history of ended sessions cannot be written; that is tried again until it can", e);
            }
            failing = true;
        }
    }

    private void take() {
        waiting.drainTo(inHand, MOST_AT_ONCE - inHand.size());
    }

    private boolean writtenTogether() {
        try {
            write(inHand);
            inHand.clear();
            return true;
        } catch (StoreUnavailableException e) {
            LOG.debug("Some ends cannot be written together", e);
            return false;
        }
    }

    /** Those that fail go behind the others that wait. */
    private void writeApart() {
        List<StoreUnavailableException> failures = new ArrayList<>();
        while (!inHand.isEmpty() && failures.size() < MOST_FAILURES) {
            Waiting next = inHand.remove();
            try {
                write(List.of(next));
            } catch (StoreUnavailableException e) {
                if (isAtFault(next, e)) {
                    lost.accept(1);
                    LOG.warnf(
                            e,
                            "An end that cannot be written is not in the history: %s",
                            next.entry().end().cause());
                } else {
                    putBehind(next);
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void write(Iterable<Waiting> some) {
        List<Entry> entries = new ArrayList<>();
        some.forEach(one -> entries.add(one.entry()));
        writing.accept(entries);
        written += entries.size();
    }

    /** It is there already, or the database has no room for such a value, or others have been written since it failed. */
    private boolean isAtFault(Waiting entry, StoreUnavailableException e) {
        return e.getCause() instanceof ConstraintViolationException
                || e.getCause() instanceof DataException
                || written > entry.failedAt();
    }

    private void putBehind(Waiting failed) {
        if (!waiting.offer(new Waiting(failed.entry(), Math.min(failed.failedAt(), written)))) {
            lost.accept(1);
        }
    }
}
