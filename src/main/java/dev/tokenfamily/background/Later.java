package dev.tokenfamily.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Puts work off for a while, on a thread of its own. What is still put off when it is closed is not done. */
public final class Later implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final Duration delay;

    /**
     * Has no thread before there is work.
     *
     * @param name of the thread
     * @param delay after which work is done
     */
    public Later(String name, Duration delay) {
        this.thread = DaemonThreads.scheduled(name);
        this.delay = delay;
    }

    /**
     * Has that done after the delay, if this is not closed by then.
     *
     * @param work takes no time, for all work shares the thread; what it throws is lost
     */
    public void run(Runnable work) {
        thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not wait. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
