package dev.tokenfamily.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread that does the same work again and again, whatever the clock on the wall does, until it is closed. */
final class Daemon implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> work;

    /** Begins at once. The work must not throw, since that would be the last of it. */
    Daemon(String name, Duration pause, Runnable work) {
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

    @Override
    public void close() {
        work.cancel(true);
        thread.shutdownNow();
    }
}
