package dev.tokenfamily.outbox;

import dev.tokenfamily.background.DaemonThreads;
import dev.tokenfamily.log.LogField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.outbox.OutboxDeliveryResult;

/**
 * What is on the way to somebody's network: one errand of each turn at a time, and a deadline for the whole of it. Nothing can
 * end the wait for a mail server that says a word now and then; so its thread is left to it, and with it the turn of its realm, or
 * of its receiver. That one holds up its own and costs one thread.
 */
final class Errands implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final Duration deadline;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Has no thread before there is an errand.
     *
     * @param name of its threads
     * @param deadline after which an errand is given up
     */
    Errands(String name, Duration deadline) {
        this.deadline = deadline;
        ThreadFactory daemons = DaemonThreads.named(name + "-errand");
        this.threads = Executors.newCachedThreadPool(daemons);
        this.clock = Executors.newSingleThreadScheduledExecutor(daemons);
    }

    /** The turns that have an errand under way, in which the next must wait. */
    List<String> underWay() {
        return List.copyOf(underWay);
    }

    /**
     * Begins an errand of a turn that has none under way, and returns at once.
     *
     * @param errand says what became of it; where it throws, it is tried again later
     * @param ended is given what became of it, once, at the deadline if not before
     * @param next is called when that turn comes again
     */
    void begin(
            String turn, Supplier<OutboxDeliveryResult> errand, Consumer<OutboxDeliveryResult> ended, Runnable next) {
        underWay.add(turn);
        AtomicBoolean reported = new AtomicBoolean();
        Consumer<OutboxDeliveryResult> report = result -> {
            if (reported.compareAndSet(false, true)) {
                report(turn, ended, result);
            }
        };
        ScheduledFuture<?> atDeadline = clock.schedule(
                () -> threads.execute(() -> report.accept(late(turn))), deadline.toMillis(), TimeUnit.MILLISECONDS);
        threads.execute(() -> {
            try {
                report.accept(run(turn, errand));
            } finally { // or an error, such as a stack overflow in a template, would be the last of its turn
                atDeadline.cancel(false);
                underWay.remove(turn);
            }
            next.run();
        });
    }

    private static OutboxDeliveryResult run(String turn, Supplier<OutboxDeliveryResult> errand) {
        try {
            return errand.get();
        } catch (RuntimeException e) { // of whatever providers this server has
            LOG.warnf(e, "An errand of %s failed", LogField.of(turn));
            return OutboxDeliveryResult.retry(e.getClass().getSimpleName());
        }
    }

    private static void report(String turn, Consumer<OutboxDeliveryResult> ended, OutboxDeliveryResult result) {
        try {
            ended.accept(result);
        } catch (RuntimeException e) { // whatever the database fails with; the entry is due again after a while
            LOG.warnf(e, "What became of an errand of %s cannot be noted, so that it is run again", LogField.of(turn));
        }
    }

    private OutboxDeliveryResult late(String turn) {
        LOG.warnf(
                "An errand of %s takes longer than %d s, and is tried again later",
                LogField.of(turn), deadline.toSeconds());
        return OutboxDeliveryResult.retry("It took longer than " + deadline.toSeconds() + " s");
    }

    /** Lets what is under way come to its end, or else it would be done again; but does not hold up a server that stops. */
    @Override
    public void close() {
        clock.shutdownNow();
        DaemonThreads.end(threads);
    }
}
