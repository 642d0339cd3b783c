package dev.tokenfamily.store;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node has just stood still: its process did not run, or the database did not answer. What is served right
 * after that may have been sent long before, by clients that have given up and moved on.
 *
 * <p>It hears of two timers and of nothing else. How long requests wait, for a connection, a lock, a body or another
 * provider, is in the hands of whoever sends them (ADR 12).
 */
final class Standstill {

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
    private long begin;
    private long end;

    /** From now on, on a clock that never steps. */
    Standstill(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.processSeen = nanoTime.getAsLong();
        this.begin = processSeen;
        this.end = processSeen - AFTERMATH - 1;
    }

    /** The process runs. To be called at least every second. */
    synchronized void running() {
        noticePause(nanoTime.getAsLong());
    }

    /** The database has answered. To be called at least every second, once it is there. */
    synchronized void databaseAnswered() {
        long now = nanoTime.getAsLong();
        noticeSilence(now);
        databaseSeen = now;
    }

    /** What was read just now, and what of it this node may have held up. */
    synchronized Reading reading(@Nullable Family family, long epochSeconds) {
        long now = nanoTime.getAsLong();
        noticePause(now);
        noticeSilence(now);
        long left = AFTERMATH - (now - end);
        return left < 0
                ? new Reading(family, epochSeconds, 0)
                : new Reading(family, epochSeconds, (now - begin) / SECOND + 1, left / SECOND);
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
        boolean another = from - end > AFTERMATH;
        begin = another ? from : Math.min(begin, from);
        end = Math.max(end, to);
        if (another) {
            LOG.warnf(
                    "%s for %d ms. Until %d s after it is over, superseded tokens that may have been sent before are"
                            + " refused without revoking their families, once for each",
                    what, Duration.ofNanos(to - from).toMillis(), Reading.AFTERMATH_SECONDS);
        }
    }
}
