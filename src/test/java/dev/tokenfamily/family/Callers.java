package dev.tokenfamily.family;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many who do something at the same moment. */
public final class Callers {

    private Callers() {}

    /** What the one with this number does. */
    @FunctionalInterface
    public interface Errand<T> {

        T by(int number) throws Exception;
    }

    /** What each of them got, in the order of their numbers from 0. */
    public static <T> List<T> atOnce(int size, Errand<T> errand) {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            CountDownLatch ready = new CountDownLatch(size);
            List<Future<T>> pending = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int number = i;
                pending.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return errand.by(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : pending) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }
}
