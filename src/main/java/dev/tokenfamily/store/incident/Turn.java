package dev.tokenfamily.store.incident;

import dev.tokenfamily.store.database.FamilyDatabase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** What one thread does at a time, and for which others wait no longer than a moment. */
final class Turn {

    private final ReentrantLock lock = new ReentrantLock();

    /** Whether it is the turn of this thread now, which must {@link #end} it; false where others took too long, or it was interrupted. */
    boolean comes() {
        try {
            return lock.tryLock(FamilyDatabase.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the turn of this thread. */
    void end() {
        lock.unlock();
    }
}
