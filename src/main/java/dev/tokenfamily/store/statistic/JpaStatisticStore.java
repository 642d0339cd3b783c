package dev.tokenfamily.store.statistic;

import dev.tokenfamily.report.ClientDay;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.StatisticStore;
import dev.tokenfamily.report.Statistics;
import dev.tokenfamily.report.Tally;
import dev.tokenfamily.store.FamilyJpaEntityProviderFactory;
import dev.tokenfamily.store.database.FamilyDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Statistics in Keycloak's database. A server counts in memory, and adds to the rows every few seconds, beside the
 * requests: if it dies, it takes the last few seconds' counts with it.
 */
public final class JpaStatisticStore implements StatisticStore {

    private static final Logger LOG = Logger.getLogger(JpaStatisticStore.class);

    /** Each further one means that another node has inserted one of the rows meanwhile. */
    private static final int ATTEMPTS = 10;

    private final FamilyDatabase database;
    private final int daysKept;
    private final Statistics counted = new Statistics();
    private boolean failing;

    public JpaStatisticStore(FamilyDatabase database, int daysKept) {
        this.database = database;
        this.daysKept = daysKept;
    }

    /** That of this server. */
    public static JpaStatisticStore of(KeycloakSessionFactory factory) {
        return FamilyJpaEntityProviderFactory.running(factory).statistics();
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
    public Map<String, Tally> read(String realmId, @Nullable String clientId, Period period) {
        flush();
        return database.lookUp(em -> new StatisticStatements(em).read(realmId, clientId, period));
    }

    /** Adds what was counted to the rows. What cannot be stored is kept for the next time. */
    synchronized void flush() {
        SortedMap<ClientDay, Tally> taken = counted.take();
        try {
            for (var left = taken.entrySet().iterator(); left.hasNext(); left.remove()) {
                Map.Entry<ClientDay, Tally> next = left.next();
                add(next.getKey(), next.getValue());
            }
            failing = false;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            counted.giveBack(taken);
            if (!failing) {
                LOG.warn("What was counted for the report cannot be stored; it is kept until it can", e);
            }
            failing = true;
        }
    }

    private void add(ClientDay of, Tally tally) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                database.aside(em -> {
                    new StatisticStatements(em).add(of, tally);
                    return true;
                });
                return;
            } catch (ConstraintViolationException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
