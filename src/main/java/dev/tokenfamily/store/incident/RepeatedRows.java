package dev.tokenfamily.store.incident;

import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.incident.RepeatCounts.Counted;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** The rows of incidents on which is counted how often they happened again; many at a time, in one short transaction aside. */
final class RepeatedRows implements IncidentRepeats.Rows {

    /** What comes after so many is not counted: the columns have room for a few more. */
    private static final int MOST = 2_000_000_000;

    private static final String PRESENTATIONS = "update IncidentEntity f set f.repeats = f.repeats + :times,"
            + " f.lastRepeatAt = case when f.lastRepeatAt > :at then f.lastRepeatAt else :at end"
            + " where f.rowId = :id and f.realmId = :realmId and f.repeats <= :most";

    private static final String LOOPS = "update IncidentEntity f set f.clientLoops = f.clientLoops + :times"
            + " where f.rowId = :id and f.realmId = :realmId and f.clientLoops <= :most";

    /** All who write several take them in this order, so that none waits for one that waits for it. */
    private static final Comparator<Counted> ORDER = Comparator.comparing(
                    (Counted counted) -> counted.incident().realmId())
            .thenComparing(counted -> counted.incident().rowId());

    private final FamilyDatabase database;
    private final LongSupplier nanos;

    /**
     * The rows of that database.
     *
     * @param nanos by which was counted when the last one came
     */
    RepeatedRows(FamilyDatabase database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    @Override
    public List<Counted> add(List<Counted> counted) throws SQLException {
        return database.transactBriefly(em -> {
            long now = DatabaseClock.now(em);
            long nanosNow = nanos.getAsLong();
            return counted.stream()
                    .sorted(ORDER)
                    .filter(one -> !added(em, one, now - one.secondsBefore(nanosNow)))
                    .toList();
        });
    }

    private static boolean added(EntityManager em, Counted counted, long lastAt) {
        boolean found = false;
        if (counted.presentations() > 0) {
            found = em.createQuery(PRESENTATIONS)
                            .setParameter("times", counted.presentations())
                            .setParameter("at", lastAt)
                            .setParameter("id", counted.incident().rowId())
                            .setParameter("realmId", counted.incident().realmId())
                            .setParameter("most", MOST)
                            .executeUpdate()
                    == 1;
        }
        if (counted.loops() > 0) {
            found |= em.createQuery(LOOPS)
                            .setParameter("times", counted.loops())
                            .setParameter("id", counted.incident().rowId())
                            .setParameter("realmId", counted.incident().realmId())
                            .setParameter("most", MOST)
                            .executeUpdate()
                    == 1;
        }
        return found;
    }
}
