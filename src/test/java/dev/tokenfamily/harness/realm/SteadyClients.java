package dev.tokenfamily.harness.realm;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Ordinary users beside an attack or a purge: each refreshes, thinks a little, and refreshes again, as long as it is let. */
public final class SteadyClients implements AutoCloseable {

    private static final long THINK_MILLIS = 50;

    private final ExecutorService threads;
    private final List<Long> nanos = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private volatile boolean going = true;

    public SteadyClients(App app, String user, int size) {
        threads = Executors.newFixedThreadPool(size);
        for (int i = 0; i < size; i++) {
            Tokens login = app.login(user);
            threads.execute(() -> refreshOnAndOn(app, login));
        }
    }

    private void refreshOnAndOn(App app, Tokens login) {
        Tokens tokens = login;
        while (going) {
            long start = System.nanoTime();
            Response answer = app.refresh(tokens.refresh());
            record(System.nanoTime() - start, answer);
            if (answer.status() == 200) {
                tokens = Tokens.of(answer);
            }
            pause(THINK_MILLIS);
        }
    }

    public static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void record(long duration, Response answer) {
        nanos.add(duration);
        if (answer.status() != 200) {
            failures.add(answer.status() + " " + answer.text());
        }
    }

    /** How long answers took since this was last asked. */
    public synchronized Latency latency() {
        List<Long> sorted = nanos.stream().sorted().toList();
        nanos.clear();
        return new Latency(sorted);
    }

    /** What they got instead of tokens. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        going = false;
        threads.shutdown();
    }

    /** Sorted durations. */
    public record Latency(List<Long> nanos) {

        public double percentileMillis(int percent) {
            if (nanos.isEmpty()) {
                return Double.NaN; // a machine that stood still for as long as was measured
            }
            return nanos.get((nanos.size() - 1) * percent / 100) / 1e6;
        }

        @Override
        public String toString() {
            return "%d answers, p50 %.1f ms, p95 %.1f ms, max %.1f ms"
                    .formatted(nanos.size(), percentileMillis(50), percentileMillis(95), percentileMillis(100));
        }
    }
}
