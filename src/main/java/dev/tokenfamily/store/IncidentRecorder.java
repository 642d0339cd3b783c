package dev.tokenfamily.store;

import dev.tokenfamily.family.Incident;
import dev.tokenfamily.family.LogField;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records the incidents for which families were revoked, and queues what is to be told of them. Each stands in the row of its
 * family from the statement on that revokes it until it is recorded, so that none is lost whatever fails or dies; and nothing
 * that can fail here has any part in the revocation (ADR 16).
 */
final class IncidentRecorder {

    private static final Logger LOG = Logger.getLogger(IncidentRecorder.class);

    private static final int MOST_AT_ONCE = 1000;

    /** By its index, in which there is hardly ever anything. */
    private static final String DUE =
            "select f.rowId, f.realmId from FamilyEntity f where f.incidentDueAt > 0 order by f.incidentDueAt";

    private static final String SETTLE = "update FamilyEntity f set f.incidentDueAt = null, f.incidentDue = null"
            + " where f.rowId = :id and f.realmId = :realmId and f.incidentDueAt is not null";

    private final FamilyDatabase database;
    private final Runnable recorded;
    private volatile boolean failing;

    /** Tells of each incident that it has recorded. */
    IncidentRecorder(FamilyDatabase database, Runnable recorded) {
        this.database = database;
        this.recorded = recorded;
    }

    /** All that are due, on whatever node the families were revoked. What cannot be recorded is left for the next time. */
    void recordAll() {
        @Nullable Exception failure = null;
        try {
            for (OwnedRow.Key family : database.aside(IncidentRecorder::due)) {
                failure = failureOf(family, failure);
            }
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            failure = e;
        }
        if (failure != null && !failing) {
            LOG.warn(
                    "The incidents of revoked families cannot be recorded; that is tried again until they can",
                    failure);
        }
        failing = failure != null;
    }

    /** One that cannot be recorded is not in the way of the others. */
    private @Nullable Exception failureOf(OwnedRow.Key family, @Nullable Exception before) {
        try {
            record(family);
            return before;
        } catch (SQLException | RuntimeException e) { // whatever the database fails with
            LOG.debugf(e, "The incident of token family %s cannot be recorded yet", LogField.of(family.rowId()));
            return e;
        }
    }

    private static List<OwnedRow.Key> due(EntityManager em) {
        return em.createQuery(DUE, Object[].class)
                .setMaxResults(MOST_AT_ONCE)
                .getResultStream()
                .map(c -> new OwnedRow.Key((String) c[0], (String) c[1]))
                .toList();
    }

    /**
     * Whether this has recorded it; false where none is due any more. One after the other: two at a time would only fail at
     * each other's keys.
     */
    synchronized boolean record(OwnedRow.Key family) throws SQLException {
        boolean done;
        try {
            done = insertedOrCounted(family);
        } catch (OptimisticLockException e) {
            LOG.debugf(e, "Somebody else has recorded the incident of token family %s", LogField.of(family.rowId()));
            return false;
        }
        if (done) {
            recorded.run();
        }
        return done;
    }

    private boolean insertedOrCounted(OwnedRow.Key family) throws SQLException {
        try {
            return database.aside(em -> inserted(em, family));
        } catch (ConstraintViolationException e) {
            LOG.debugf(e, "There is an incident of token family %s already", LogField.of(family.rowId()));
            return database.aside(em -> counted(em, family));
        }
    }

    /**
     * The incident first, by whose key those exclude each other that record the same one; and its family's row last, so that
     * nobody ever waits for that because the incidents cannot be written.
     */
    private static boolean inserted(EntityManager em, OwnedRow.Key family) {
        FamilyEntity row = em.find(FamilyEntity.class, family);
        if (row == null || row.incidentDueAt == null) {
            return false;
        }
        DueIncident due = DueIncident.of(row);
        Incident taken = taken(due, row);
        em.persist(IncidentEntity.of(taken, due.followUp(), row.incidentDueAt));
        new IncidentOutbox(em).enqueue(taken, due.followUp());
        em.flush();
        return settledOrRolledBack(em, family);
    }

    /** With the scope that its revocation took: nobody changes the access tokens of a dead family. */
    private static Incident taken(DueIncident due, FamilyEntity row) {
        return due.incident().widenedFor(row.toFamily().accessTokens(), row.incidentDueAt);
    }

    /** On one of the same kind that is there already; or, where that is gone, beside what was queued of it at that time. */
    private static boolean counted(EntityManager em, OwnedRow.Key family) {
        FamilyEntity row = em.find(FamilyEntity.class, family);
        if (row == null || row.incidentDueAt == null) {
            return false;
        }
        DueIncident due = DueIncident.of(row);
        Incident taken = taken(due, row);
        if (!new IncidentStatements(em).countAgain(taken)) {
            em.persist(IncidentEntity.of(taken, due.followUp(), row.incidentDueAt));
            em.flush();
        }
        return settledOrRolledBack(em, family);
    }

    private static boolean settledOrRolledBack(EntityManager em, OwnedRow.Key family) {
        boolean settled = em.createQuery(SETTLE)
                        .setParameter("id", family.rowId())
                        .setParameter("realmId", family.realmId())
                        .executeUpdate()
                == 1;
        if (!settled) {
            throw new OptimisticLockException("Recorded by another, or removed with its owner");
        }
        return true;
    }
}
