package dev.tokenfamily.background;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A thread that does the same work again and again, whatever the clock on the wall does and whatever the work fails with, until
 * it is closed.
 */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Daemon.class);

    private final ScheduledExecutorService thread;
    private final Runnable work;
    private final ScheduledFuture<?> repetition;
    private final AtomicBoolean woken = new AtomicBoolean();

    /**
     * Begins at once.
     *
     * @param name of the thread
     * @param pause from the end of the work to its next beginning
     */
    public Daemon(String name, Duration pause, Runnable work) {
        thread = DaemonThreads.scheduled(name);
        this.work = () -> surviving(name, work);
        repetition = thread.scheduleWithFixedDelay(this.work, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Errors of the JVM, such as that of a full memory, are over when it has been emptied, and a heartbeat that had ended with
     * one would be taken for a node that stands still again and again (ADR 12).
     */
    private static void surviving(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "What %s does has failed, and is tried again", name);
        }
    }

    /**
     * Has the work done once more as soon as the thread is free, however often it is asked for; not at all where this is
     * closed.
     */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            thread.execute(() -> {
                woken.set(false);
                work.run();
            });
        }
    }

    /**
     * Lets what is in hand come to its end, or else half of it would be done again; but does not hold up a server that
     * stops.
     */
    @Override
    public void close() {
        repetition.cancel(false);
        DaemonThreads.end(thread);
    }
}
