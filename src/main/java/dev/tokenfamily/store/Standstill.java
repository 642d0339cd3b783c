package dev.tokenfamily.store;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Whether this node has just stood still: its process did not run, or the database did not answer. What is served right
 * after that may have been sent long before, by clients that have given up and moved on.
 */
final class Standstill {

    private static final Logger LOG = Logger.getLogger(Standstill.class);

    /** Shorter delays happen all the time. */
    private static final long NOTICEABLE = Duration.ofSeconds(2).toNanos();

    /** By then everything that waited has been served. */
    private static final long AFTERMATH = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private long lastSeen;
    private long begin;
    private long end;

    /** From now on, on a clock that never steps. */
    Standstill(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSeen = nanoTime.getAsLong();
        this.begin = lastSeen;
        this.end = lastSeen - AFTERMATH - 1;
    }

    /** The process runs. To be called at least every second. */
    synchronized void running() {
        noticePause(nanoTime.getAsLong());
    }

    /** Something has ended that began then; noticed if it took long. */
    synchronized void waitedSince(long start) {
        long now = nanoTime.getAsLong();
        if (now - start > NOTICEABLE) {
            stoodStill(start, now);
        }
    }

    /** The database could not be reached by something that began then. */
    synchronized void failedSince(long start) {
        stoodStill(start, nanoTime.getAsLong());
    }

    /** For how many seconds, rounded up, what is served now may have waited; 0 if all is well. */
    synchronized long secondsHeldUp() {
        long now = nanoTime.getAsLong();
        noticePause(now);
        return now - end > AFTERMATH ? 0 : Duration.ofNanos(now - begin).toSeconds() + 1;
    }

    private void noticePause(long now) {
        if (now - lastSeen > NOTICEABLE) {
            stoodStill(lastSeen, now);
        }
        lastSeen = now;
    }

    private void stoodStill(long from, long to) {
        boolean another = from - end > AFTERMATH;
        begin = another ? from : Math.min(begin, from);
        end = Math.max(end, to);
        if (another) {
            LOG.warnf(
                    "This node stood still, or had no database, for %d ms. Until %d s after it runs again, superseded"
                            + " tokens that may have been sent before are refused without revoking their families",
                    Duration.ofNanos(to - from).toMillis(),
                    Duration.ofNanos(AFTERMATH).toSeconds());
        }
    }
}
