package dev.tokenfamily.background;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that do not keep a server from stopping, and how they end. */
public final class DaemonThreads {

    /** For how long, in seconds, a server that stops waits for what such threads have in hand. */
    public static final int PATIENCE_SECONDS = 10;

    private DaemonThreads() {}

    /** Makes threads of that name. */
    public static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** One thread of that name for work at its time. It takes none once it is shut down, without a word. */
    public static ScheduledExecutorService scheduled(String name) {
        return new ScheduledThreadPoolExecutor(1, named(name), new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Lets what the threads have in hand come to its end, or else half of it would be done again; but interrupts it after
     * {@link #PATIENCE_SECONDS}, or if the caller is interrupted, for nothing may hold up a server that stops.
     *
     * @return whether all came to its end
     */
    public static boolean end(ExecutorService threads) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        return false;
    }
}
