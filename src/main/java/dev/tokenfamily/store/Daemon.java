package dev.tokenfamily.store;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread that does the same work again and again, whatever the clock on the wall does, until it is closed. */
final class Daemon implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> work;

    /** Begins at once. The work must not throw, since that would be the last of it. */
    Daemon(String name, long pauseMillis, Runnable work) {
        thread = Executors.newSingleThreadScheduledExecutor(repeats -> {
            Thread daemon = new Thread(repeats, name);
            daemon.setDaemon(true);
            return daemon;
        });
        this.work = thread.scheduleWithFixedDelay(work, 0, pauseMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        work.cancel(true);
        thread.shutdownNow();
    }
}
