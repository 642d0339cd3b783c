package dev.tokenfamily.suite;

import java.time.Duration;

/** Measures what takes time in the live tests. */
public final class TimeSpent {

    private TimeSpent() {}

    /** Something that takes time. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Does it, and notes how long it took. What is done inside of it counts here only. */
    public static <T, E extends Exception> T on(Activity activity, Work<T, E> work) throws E {
        long start = System.currentTimeMillis();
        try {
            return work.run();
        } finally {
            since(start, activity);
        }
    }

    /** Notes what has taken all the time since then (in epoch milliseconds). */
    public static void since(long start, Activity activity) {
        Duration time = Duration.ofMillis(System.currentTimeMillis() - start);
        SuiteLog.ofThisRun().add(new SuiteLog.Spent(activity, start, time));
    }
}
