package dev.tokenfamily.store.database;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The database's clock as far as this node can tell without asking: what it showed a moment ago, and the time since. */
public final class ExtrapolatedClock {

    private static final long TRUSTED = Duration.ofMinutes(1).toNanos();
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private volatile @Nullable Shown shown;

    /**
     * Knows no time until it is shown one.
     *
     * @param nanoTime a clock that runs as fast as the database's, from whatever beginning, and never steps
     */
    public ExtrapolatedClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Shown(double epochSeconds, long at) {}

    /** The database shows that now. */
    void shows(double epochSeconds) {
        shown = new Shown(epochSeconds, nanoTime.getAsLong());
    }

    /** The database's time in whole epoch seconds, never ahead of it; empty where it was not asked for a minute. */
    public OptionalLong now() {
        Shown last = shown;
        if (last == null) {
            return OptionalLong.empty();
        }
        long since = nanoTime.getAsLong() - last.at;
        return since > TRUSTED
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.floor(last.epochSeconds + since / NANOS));
    }
}
