package dev.tokenfamily.load.batches;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whoever comes while as many trips to the database are under way as there may be, joins others who wait for the next one. Nobody waits
 * while there is room, and nobody is waited for. A trip is made by the thread of the one in it who came first.
 */
final class SharedTrips<W> {

    private final int atOnce;
    private final int most;
    private final Alone<W> alone;
    private final Together<W> together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Traveller<W>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * None under way.
     *
     * @param atOnce trips at most
     * @param most work in one of them
     */
    SharedTrips(int atOnce, int most, Alone<W> alone, Together<W> together) {
        this.atOnce = atOnce;
        this.most = most;
        this.alone = alone;
        this.together = together;
    }

    /** One piece of work by itself, which waits for whatever is in its way. */
    interface Alone<W> {
        boolean done(W work) throws SQLException, InterruptedException;
    }

    /** All of them, or, where it fails, none; and some may have been left out. */
    interface Together<W> {
        List<Boolean> done(List<W> work) throws SQLException, InterruptedException;
    }

    private static final class Traveller<W> {
        private final W work;
        private final CountDownLatch called = new CountDownLatch(1);
        private volatile boolean leads;
        private volatile boolean done;

        private Traveller(W work) {
            this.work = work;
        }
    }

    /** Whoever was left out, or in a trip that failed, goes alone then: a failure is that of one. */
    boolean done(W work) throws SQLException, InterruptedException {
        Traveller<W> own = new Traveller<>(work);
        if (!goes(own)) {
            own.called.await();
            if (own.done) {
                return true;
            }
            if (!own.leads) {
                return alone.done(work);
            }
        }
        return leads(own);
    }

    private boolean goes(Traveller<W> own) {
        lock.lock();
        try {
            if (underWay < atOnce) {
                underWay++;
                return true;
            }
            waiting.add(own);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean leads(Traveller<W> own) throws SQLException, InterruptedException {
        List<Traveller<W>> all = new ArrayList<>();
        all.add(own);
        lock.lock();
        try {
            while (all.size() < most && !waiting.isEmpty()) {
                all.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
        List<Boolean> done = List.of();
        try {
            if (all.size() == 1 && atOnce > 1) {
                return alone.done(own.work);
            }
            done = together.done(all.stream().map(one -> one.work).toList());
        } catch (SQLException e) {
            if (all.size() == 1) {
                throw e;
            }
        } finally {
            callNext();
            for (int n = 1; n < all.size(); n++) {
                all.get(n).done = n < done.size() && done.get(n);
                all.get(n).called.countDown();
            }
        }
        return (!done.isEmpty() && done.get(0)) || alone.done(own.work);
    }

    private void callNext() {
        @Nullable Traveller<W> next;
        lock.lock();
        try {
            next = waiting.poll();
            if (next == null) {
                underWay--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.leads = true;
            next.called.countDown();
        }
    }
}
