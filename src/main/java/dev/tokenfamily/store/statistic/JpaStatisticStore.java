package dev.tokenfamily.store.statistic;

import dev.tokenfamily.background.DaemonThreads;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.report.ClientDay;
import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.StatisticStore;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.report.Tally;
import dev.tokenfamily.store.database.FamilyDatabase;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Statistics in Keycloak's database. A server counts in memory, and adds to the rows every few seconds, beside the
 * requests, and at its end: if it dies, it takes the last few seconds' counts with it.
 */
public final class JpaStatisticStore implements StatisticStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JpaStatisticStore.class);

    private static final int PERIOD_SECONDS = 5;

    /** Each further one means that another node has inserted one of the rows meanwhile. */
    private static final int ATTEMPTS = 10;

    private final FamilyDatabase database;
    private final int daysKept;
    private final Statistics counted = new Statistics();
    private final ScheduledExecutorService thread = DaemonThreads.scheduled("token-family-statistics");
    private boolean failing;

    /**
     * Counts nothing yet.
     *
     * @param daysKept for how many days, the present one included
     */
    public JpaStatisticStore(FamilyDatabase database, int daysKept) {
        this.database = database;
        this.daysKept = daysKept;
    }

    /** Begins to store what is counted, every few seconds on a thread of its own, until this is closed. */
    public void begin() {
        var unused = thread.scheduleWithFixedDelay(this::flush, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** What this server counts with. */
    public Statistics counted() {
        return counted;
    }

    @Override
    public int daysKept() {
        return daysKept;
    }

    @Override
    public Map<String, ClientPeriod> read(String realmId, @Nullable Collection<String> clientIds, Period period) {
        if (clientIds != null && clientIds.isEmpty()) {
            return Map.of();
        }
        flush();
        return database.transactAside(em -> new StatisticStatements(em).read(realmId, clientIds, period));
    }

    /** Adds what was counted to the rows. What cannot be stored is kept for the next time. */
    private synchronized void flush() {
        SortedMap<ClientDay, Tally> taken = counted.take();
        try {
            for (var left = taken.entrySet().iterator(); left.hasNext(); left.remove()) {
                Map.Entry<ClientDay, Tally> next = left.next();
                add(next.getKey(), next.getValue());
            }
            failing = false;
        } catch (StoreUnavailableException e) {
            counted.giveBack(taken);
            if (!failing) {
                LOG.warn("What was counted for the report cannot be stored; it is kept until it can", e);
            }
            failing = true;
        }
    }

    private void add(ClientDay of, Tally tally) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.transactAside(em -> {
                    new StatisticStatements(em).add(of, tally);
                    return true;
                });
                return;
            } catch (StoreUnavailableException e) {
                if (attempt == ATTEMPTS || !(e.getCause() instanceof ConstraintViolationException)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Removes what is there of some clients and days: all of whatever meets the condition, in several calls.
     *
     * @param condition in HQL on {@code f}, a row of users, of which each client has one on each day with counts
     * @param parameters of the condition, by their names
     * @return whether there may be more
     * @throws StoreUnavailableException if the database does not answer
     */
    public boolean remove(String condition, Map<String, ?> parameters) {
        return database.transactAside(em -> new StatisticStatements(em).remove(condition, parameters));
    }

    /**
     * Removes what nobody may ask for any more, in several calls.
     *
     * @param now epoch seconds
     * @return whether there may be more
     * @throws StoreUnavailableException if the database does not answer
     */
    public boolean removeExpired(long now) {
        return remove("f.day <= :last", Map.of("last", Period.dayOf(now) - daysKept));
    }

    /** Stores what was counted once more, but no database can hold up a server that stops. */
    @Override
    public void close() {
        thread.execute(this::flush); // is still done, and nothing that was scheduled
        if (!DaemonThreads.end(thread)) {
            LOG.warnf(
                    "What was counted for the report could not be stored within %d s", DaemonThreads.PATIENCE_SECONDS);
        }
    }
}
