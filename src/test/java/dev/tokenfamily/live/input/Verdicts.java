package dev.tokenfamily.live.input;

import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What became of bad input: how often each status came, and what is to be complained of. */
final class Verdicts {

    private static final int CONNECTIONS = 4;
    private static final int MOST_COMPLAINTS = 60;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Queue<String> statuses = new ConcurrentLinkedQueue<>();

    private Verdicts() {}

    /** Sends them all, on a few connections at once. */
    static Verdicts on(List<Input> inputs, KeycloakServer server) {
        Verdicts verdicts = new Verdicts();
        Queue<Input> waiting = new ConcurrentLinkedQueue<>(inputs);
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int n = 0; n < CONNECTIONS; n++) {
                sent.add(senders.submit(() -> verdicts.send(waiting, server)));
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            senders.shutdownNow();
        }
        return verdicts;
    }

    private void send(Queue<Input> waiting, KeycloakServer server) {
        try (Wire wire = new Wire(server.url())) {
            for (Input input = waiting.poll(); input != null; input = waiting.poll()) {
                Wire.Reply reply = wire.send(input);
                statuses.add(input.endpoint() + " " + reply.status());
                Judge.complaint(input, reply).ifPresent(complaint(input, reply));
            }
        }
    }

    private java.util.function.Consumer<String> complaint(Input input, Wire.Reply reply) {
        return what -> complaints.add("%s: %s%n  %d %s"
                .formatted(
                        what,
                        input,
                        reply.status(),
                        reply.body().substring(0, Math.min(300, reply.body().length()))));
    }

    /** As many as somebody reads. */
    Collection<String> complaints() {
        return complaints.stream().limit(MOST_COMPLAINTS).toList();
    }

    String summary() {
        Map<String, Integer> counts = new TreeMap<>();
        statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
        return counts.toString();
    }
}
