package dev.tokenfamily.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Shows that the process runs, by doing a little something all the time, whatever the clock on the wall does. */
final class Heartbeat implements AutoCloseable {

    private static final long PERIOD_MILLIS = 500;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(beats -> {
        Thread daemon = new Thread(beats, "token-family-heartbeat");
        daemon.setDaemon(true);
        return daemon;
    });
    private final ScheduledFuture<?> beat;

    Heartbeat(Standstill standstill) {
        beat = thread.scheduleWithFixedDelay(standstill::running, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        beat.cancel(true);
        thread.shutdownNow();
    }
}
