package dev.tokenfamily.load.batches;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.load.Latencies;
import dev.tokenfamily.store.family.ReplacedRows.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Threads that rotate families, each as soon as its last one is done, always another one. */
final class Callers {

    private static final Origin ORIGIN = new Origin("192.0.2.1", "Agent");
    private static final int NAMES = 16;
    private static final int TOKEN_LIVES = 300;
    private static final int HEAD_LIVES = 1_800;
    private static final int GRACE = 10;

    private final List<List<Family>> shares = new ArrayList<>();

    /** Each with families of its own. */
    Callers(int callers, List<Family> families) {
        int share = families.size() / callers;
        for (int n = 0; n < callers; n++) {
            shares.add(families.subList(n * share, (n + 1) * share));
        }
    }

    /** How a row is replaced. */
    interface Replacing {
        boolean done(Change change) throws SQLException, InterruptedException;
    }

    /** All of them, for so long; each replacement is one of these requests. */
    void run(Duration time, Replacing replacing, String name, Latencies latencies) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (List<Family> share : shares) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    rotate(share, System.nanoTime() + time.toNanos(), replacing, name, latencies);
                } catch (SQLException | InterruptedException | RuntimeException e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " callers failed", failures.peek());
        }
    }

    private static void rotate(List<Family> share, long until, Replacing replacing, String name, Latencies latencies)
            throws SQLException, InterruptedException {
        for (int n = 0; System.nanoTime() < until; n = (n + 1) % share.size()) {
            Family from = share.get(n);
            Change change = change(from);
            long before = System.nanoTime();
            boolean done = replacing.done(change);
            latencies.add(name, System.nanoTime() - before, done);
            if (!done) {
                throw new IllegalStateException("Nobody else replaces the row of this family");
            }
            share.set(n, change.to());
        }
    }

    /** One that has as many access tokens as it will always have. */
    static Family grown() {
        long now = System.currentTimeMillis() / 1000;
        Owner owner = new Owner(id(), id(), id(), id(), false);
        Family family = Family.opened(id(), owner, now, 0, head(now), GraceTerms.NONE, now, ORIGIN, AccessTokens.NONE);
        for (int n = 0; n < NAMES; n++) {
            family = rotated(family, now);
        }
        return family;
    }

    /** It and its successor of now. */
    static Change change(Family from) {
        return new Change(from, rotated(from, System.currentTimeMillis() / 1000));
    }

    private static Family rotated(Family from, long now) {
        Family next = from.advanced(
                from.generation() + 1,
                head(now),
                new GraceTerms(now + GRACE, 3, false),
                now,
                ORIGIN,
                new AccessToken("onrtrt:" + id(), now + TOKEN_LIVES));
        return new Family(
                next.id(),
                next.owner(),
                next.start(),
                next.generation(),
                next.head(),
                next.grace(),
                next.firstUse(),
                next.lastUse(),
                next.rotatedFrom(),
                next.accessTokens().newest(NAMES),
                next.catchUps(),
                next.retention(),
                next.revocation(),
                next.recoveries(),
                next.sparedUntil());
    }

    private static Head head(long now) {
        return new Head("onrtro:" + id(), now, now + HEAD_LIVES, now);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
