package dev.tokenfamily.store.statistic;

import dev.tokenfamily.background.Daemon;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Stores what was counted, every few seconds and at the end, on a thread of its own. */
public final class StatisticFlush implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StatisticFlush.class);

    private static final int PERIOD_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 10;

    private final JpaStatisticStore statistics;
    private final ScheduledExecutorService thread = Daemon.thread("token-family-statistics");

    private StatisticFlush(JpaStatisticStore statistics) {
        this.statistics = statistics;
    }

    public static StatisticFlush of(JpaStatisticStore statistics) {
        StatisticFlush flush = new StatisticFlush(statistics);
        var unused = flush.thread.scheduleWithFixedDelay(
                statistics::flush, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return flush;
    }

    /** Once more, but no database can hold up a server that stops. */
    @Override
    public void close() {
        thread.execute(statistics::flush);
        thread.shutdown(); // runs what was executed, and nothing that was scheduled
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("What was counted for the report could not be stored within %d s", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
