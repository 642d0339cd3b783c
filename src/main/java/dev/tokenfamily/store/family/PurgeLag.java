package dev.tokenfamily.store.family;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * For how many seconds the oldest row that is due has waited for the purge. Read off the table, and not told by the
 * purge itself, so that it also shows a purge that no node runs any more.
 */
public final class PurgeLag {

    private static final Logger LOG = Logger.getLogger(PurgeLag.class);

    /** An older measurement says nothing: the one after it hangs, or this node has stood still. */
    private static final long VALID_NANOS = Duration.ofMinutes(3).toNanos();

    /** Of those that the purge may remove: it leaves alone whose incident is not recorded yet. */
    private static final String OLDEST =
            "select f.keepUntil from FamilyEntity f where f.incidentDueAt is null order by f.keepUntil";

    private final LongSupplier reading;
    private final LongSupplier nanoTime;
    private volatile Measurement last;

    /**
     * Knows nothing until it measures.
     *
     * @param reading the lag in seconds, from the table; or throws {@link StoreUnavailableException}
     */
    PurgeLag(LongSupplier reading, LongSupplier nanoTime) {
        this.reading = reading;
        this.nanoTime = nanoTime;
        this.last = new Measurement(Double.NaN, nanoTime.getAsLong());
    }

    private record Measurement(double seconds, long at) {}

    /** The lag of the purge of that database; not known until it is measured. */
    public static PurgeLag of(FamilyDatabase database) {
        return new PurgeLag(() -> database.transactAside(PurgeLag::overdue), System::nanoTime);
    }

    /** By the index on that column, one row is looked at. */
    private static long overdue(EntityManager em) {
        List<Long> oldest = em.createQuery(OLDEST, Long.class).setMaxResults(1).getResultList();
        return oldest.isEmpty() ? 0 : Math.max(0, DatabaseClock.now(em) - oldest.get(0));
    }

    /** Asks the database. Where that fails, the log says so, and the lag is not known. */
    public void measure() {
        long now = nanoTime.getAsLong();
        try {
            last = new Measurement(reading.getAsLong(), now);
        } catch (StoreUnavailableException e) {
            boolean news = !Double.isNaN(last.seconds);
            last = new Measurement(Double.NaN, now);
            LOG.logf(news ? Logger.Level.WARN : Logger.Level.DEBUG, e, "The lag of the purge could not be measured");
        }
    }

    /**
     * The lag in seconds as it was last measured, without asking the database; not a number where that failed, or is too long
     * ago.
     */
    public double seconds() {
        Measurement measured = last;
        return nanoTime.getAsLong() - measured.at > VALID_NANOS ? Double.NaN : measured.seconds;
    }
}
