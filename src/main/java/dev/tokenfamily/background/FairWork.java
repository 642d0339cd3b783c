package dev.tokenfamily.background;

import dev.tokenfamily.log.LogField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Work that is done beside the requests, of all realms at once. Each realm has its share of the threads and takes its turn, so
 * that whoever holds up his own work holds up nobody else's.
 */
public final class FairWork implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FairWork.class);

    /** Each notice holds one of the connections that Keycloak has for all that it sends: 128 by default. */
    private static final int NOTICES_AT_ONCE = 64;

    private static final int NOTICES_WAITING = 10_000;

    private static final int REMOVALS_AT_ONCE = 4;

    private final int mostAtOnce;
    private final int share;
    private final int longestQueue;
    private final ExecutorService threads;
    private final Map<String, Queue<Runnable>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int busy;

    /**
     * Has no thread before there is work.
     *
     * @param mostAtOnce of all realms together
     * @param share of one realm
     * @param longestQueue of one realm
     */
    FairWork(String name, int mostAtOnce, int share, int longestQueue) {
        this.mostAtOnce = mostAtOnce;
        this.share = share;
        this.longestQueue = longestQueue;
        this.threads = Executors.newCachedThreadPool(DaemonThreads.named(name));
    }

    /** For notices to clients of ended sessions, one of each realm at a time, each of which waits for somebody's network. */
    public static FairWork forLogouts() {
        return new FairWork("token-family-notice", NOTICES_AT_ONCE, 1, NOTICES_WAITING);
    }

    /**
     * For removals of what belonged to somebody who is removed, one of each realm at a time, which wait for nobody's network.
     */
    public static FairWork forRemovals() {
        return new FairWork("token-family-removal", REMOVALS_AT_ONCE, 1, Integer.MAX_VALUE);
    }

    /**
     * What takes work of one realm, by its id. It throws {@link RejectedExecutionException} where the realm has too much of it
     * waiting, or the server stops.
     */
    public Executor ofRealm(String realmId) {
        return work -> add(realmId, work);
    }

    private synchronized void add(String realmId, Runnable work) {
        Queue<Runnable> queue = waiting.getOrDefault(realmId, new ArrayDeque<>());
        if (queue.size() >= longestQueue || threads.isShutdown()) {
            throw new RejectedExecutionException("Realm " + realmId + " has too much to do, or the server stops");
        }
        queue.add(work);
        waiting.put(realmId, queue);
        startDue();
    }

    private synchronized void startDue() {
        for (String realmId : turns()) {
            if (busy == mostAtOnce) {
                return;
            }
            Queue<Runnable> queue = Objects.requireNonNull(waiting.remove(realmId));
            Runnable work = queue.remove();
            if (!queue.isEmpty()) {
                waiting.put(realmId, queue); // behind the others
            }
            busy++;
            running.merge(realmId, 1, Integer::sum);
            threads.execute(() -> run(realmId, work));
        }
    }

    /** Who may begin something, whoever waits longest first. */
    private List<String> turns() {
        List<String> turns = new ArrayList<>();
        waiting.forEach((realmId, queue) -> {
            if (running.getOrDefault(realmId, 0) < share) {
                turns.add(realmId);
            }
        });
        return turns;
    }

    private void run(String realmId, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Work of realm %s failed", LogField.of(realmId));
        } finally {
            ended(realmId);
        }
    }

    private synchronized void ended(String realmId) {
        busy--;
        running.put(realmId, running.getOrDefault(realmId, 0) - 1);
        running.remove(realmId, 0);
        if (!threads.isShutdown()) {
            startDue();
        }
    }

    /** What has begun is not waited for: a server that stops waits for nobody's network. */
    @Override
    public synchronized void close() {
        waiting.clear();
        threads.shutdown();
    }
}
