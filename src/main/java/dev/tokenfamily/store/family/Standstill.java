package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node has just stood still: its process did not run, or the database did not answer. What is served right
 * after that may have been sent long before, by clients that have given up and moved on.
 *
 * <p>Only two timers say that it did. How long requests wait, for a connection, a lock, a body or another provider, is in the
 * hands of whoever sends them (ADR 12); so they are believed only where they prove that it runs, or that the database answers.
 */
public final class Standstill {

    private static final Logger LOG = Logger.getLogger(Standstill.class);

    /** Shorter delays happen all the time. */
    private static final long NOTICEABLE = Duration.ofSeconds(2).toNanos();

    /** By then everything that waited has been served. */
    private static final long AFTERMATH =
            Duration.ofSeconds(Reading.AFTERMATH_SECONDS).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private long processSeen;
    private @Nullable Long databaseSeen;
    private final Deque<Pause> pauses = new ArrayDeque<>();

    /** What waited for it may still be waiting. */
    private record Pause(long begin, long end) {

        boolean goesOnInto(long from) {
            return from <= end;
        }
    }

    /**
     * Notices what happens from now on.
     *
     * @param nanoTime a clock that never steps, as {@link System#nanoTime}
     */
    public Standstill(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.processSeen = nanoTime.getAsLong();
    }

    /** Notices that the process runs. To be called at least every second. */
    public synchronized void running() {
        noticePause(nanoTime.getAsLong());
    }

    /** Notices that the database has answered. To be called at least every second, once it is there. */
    public synchronized void databaseAnswered() {
        long now = nanoTime.getAsLong();
        noticeSilence(now);
        databaseSeen = now;
    }

    /** What the database has just given, and what of it this node may have held up. That a probe is late is no outage then. */
    synchronized Reading answer(@Nullable Family family, long epochSeconds) {
        databaseAnswered();
        return reading(family, epochSeconds);
    }

    /** What this node remembers, and what of it this node may have held up. */
    synchronized Reading reading(@Nullable Family family, long epochSeconds) {
        long now = nanoTime.getAsLong();
        noticePause(now);
        noticeSilence(now);
        forgetServed(now);
        if (pauses.isEmpty()) {
            return new Reading(family, epochSeconds, 0);
        }
        long left = AFTERMATH - (now - pauses.getLast().end);
        return new Reading(family, epochSeconds, (now - pauses.getFirst().begin) / SECOND + 1, left / SECOND, false);
    }

    /** Those after which the node has run for long enough. That it stands still again and again makes none last for ever. */
    private void forgetServed(long now) {
        long ran = 0;
        long until = now;
        int kept = 0;
        Iterator<Pause> newestFirst = pauses.descendingIterator();
        while (newestFirst.hasNext() && ran <= AFTERMATH) {
            Pause pause = newestFirst.next();
            ran += until - pause.end;
            until = pause.begin;
            kept += ran <= AFTERMATH ? 1 : 0;
        }
        while (pauses.size() > kept) {
            pauses.removeFirst();
        }
    }

    /** Whoever asks proves that the process runs. */
    private void noticePause(long now) {
        if (now - processSeen > NOTICEABLE) {
            stoodStill("This node stood still", processSeen, now);
        }
        processSeen = now;
    }

    private void noticeSilence(long now) {
        if (databaseSeen != null && now - databaseSeen > NOTICEABLE) {
            stoodStill("This node had no database", databaseSeen, now);
        }
    }

    private void stoodStill(String what, long from, long to) {
        forgetServed(from);
        boolean another = pauses.isEmpty();
        long begin = from;
        long end = to;
        while (!pauses.isEmpty() && pauses.getLast().goesOnInto(from)) {
            Pause last = pauses.removeLast();
            begin = Math.min(begin, last.begin);
            end = Math.max(end, last.end);
        }
        pauses.addLast(new Pause(begin, end));
        if (another) {
            LOG.warnf(
                    "%s for %d ms. Until %d s after it is over, superseded tokens that may have been sent before are"
                            + " refused without revoking their families, once for each",
                    what, Duration.ofNanos(to - from).toMillis(), Reading.AFTERMATH_SECONDS);
        }
    }
}
