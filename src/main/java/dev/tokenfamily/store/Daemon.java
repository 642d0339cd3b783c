package dev.tokenfamily.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread that does the same work again and again, whatever the clock on the wall does, until it is closed. */
public final class Daemon implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> work;

    /** Begins at once. The work must not throw, since that would be the last of it. */
    public Daemon(String name, Duration pause, Runnable work) {
        thread = thread(name);
        this.work = thread.scheduleWithFixedDelay(work, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that does not keep the server from stopping. */
    static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Lets what is in hand come to its end, or else half of it would be done again; but does not hold up a server that
     * stops.
     */
    @Override
    public void close() {
        work.cancel(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
