package dev.tokenfamily.background;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Puts work off for a while, on a thread of its own. What is still put off when it is closed is not done. */
public final class Later implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Later.class);

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
        try {
            ScheduledFuture<?> unused = thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("What was put off is not done, since this is closed", e);
        }
    }

    /** Does not wait. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
