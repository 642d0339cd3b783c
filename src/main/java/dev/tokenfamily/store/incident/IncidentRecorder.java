package dev.tokenfamily.store.incident;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.DataException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records the incidents for which families were revoked, and queues what is to be told of them. Each stands in the row of its
 * family from the statement on that revokes it until it is recorded, so that none is lost whatever fails or dies; and nothing
 * that can fail here has any part in the revocation (ADR 16).
 */
public final class IncidentRecorder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IncidentRecorder.class);

    private static final int MOST_AT_ONCE = 1000;

    /** By its index, in which there is hardly ever anything. */
    private static final String DUE =
            "select f.rowId, f.realmId from FamilyEntity f where f.incidentDueAt > 0 order by f.incidentDueAt";

    private static final String SETTLE = "update FamilyEntity f set f.incidentDueAt = null, f.incidentDue = null"
            + " where f.rowId = :id and f.realmId = :realmId and f.incidentDueAt is not null";

    /** Its row keeps it, for whoever wants to read it there. */
    private static final String GIVE_UP = "update FamilyEntity f set f.incidentDueAt = null"
            + " where f.rowId = :id and f.realmId = :realmId and f.incidentDueAt < :before";

    /** Of an incident that nobody can record: by then, no node of a newer version has been there that could. */
    private static final long LONGEST_TRIED_SECONDS = Duration.ofHours(1).toSeconds();

    private static final String IS_SETTLED =
            "select count(*) from FamilyEntity f where f.rowId = :id and f.realmId = :realmId"
                    + " and f.revocation is not null and f.incidentDueAt is null";

    /** Usually an incident is recorded at once; so soon, where its node has died or the database has failed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FamilyDatabase database;
    private final WebhookQueue webhooks;
    private final Runnable couriers;
    private final Turn turn = new Turn();
    private volatile boolean failing;
    private volatile @Nullable Daemon daemon;

    /** Thrown to roll back. */
    private static final class RecordedByAnother extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Records in that database, when it is told to.
     *
     * @param couriers wakes those who tell people, for what has just been queued
     */
    public IncidentRecorder(FamilyDatabase database, WebhookQueue webhooks, Runnable couriers) {
        this.database = database;
        this.webhooks = webhooks;
        this.couriers = couriers;
    }

    /**
     * Begins to record what is due, every few seconds and on a thread of its own, until this is closed. The tables must be
     * there.
     */
    public void begin() {
        daemon = new Daemon("token-family-incidents", PAUSE, this::recordAll);
    }

    /** Has what is due recorded at once, beside the request, which waits for nothing that comes after the revocation. */
    void recordSoon() {
        Daemon begun = daemon;
        if (begun != null) {
            begun.wake();
        }
    }

    /** Has what is queued told at once, rather than at the next look. */
    void wakeCouriers() {
        couriers.run();
    }

    /** Lets what is in hand come to its end. What is due then is recorded by another node, or after the next start. */
    @Override
    public void close() {
        Daemon begun = daemon;
        if (begun != null) {
            begun.close();
        }
    }

    /**
     * Records all incidents that are due, on whatever node the families were revoked. Where the database fails, the others are
     * left for the next time as well, and the log says so once.
     */
    void recordAll() {
        @Nullable Exception failure = null;
        try {
            for (OwnedRow.Key family : database.transactBriefly(IncidentRecorder::due)) {
                recordOrGiveUp(family);
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

    /** One that cannot be recorded by itself is not in the way of the others. */
    private void recordOrGiveUp(OwnedRow.Key family) throws SQLException {
        try {
            record(family);
        } catch (DueIncident.Unreadable | DataException e) {
            if (database.transactBriefly(em -> givenUp(em, family))) {
                LOG.errorf(
                        e,
                        "The incident of token family %s cannot be recorded, and is given up. The row of the family keeps it"
                                + " in INCIDENT_DUE",
                        LogField.of(family.rowId()));
            }
        }
    }

    private static boolean givenUp(EntityManager em, OwnedRow.Key family) {
        return em.createQuery(GIVE_UP)
                        .setParameter("id", family.rowId())
                        .setParameter("realmId", family.realmId())
                        .setParameter("before", DatabaseClock.now(em) - LONGEST_TRIED_SECONDS)
                        .executeUpdate()
                == 1;
    }

    private static List<OwnedRow.Key> due(EntityManager em) {
        return em.createQuery(DUE, Object[].class)
                .setMaxResults(MOST_AT_ONCE)
                .getResultStream()
                .map(c -> new OwnedRow.Key((String) c[0], (String) c[1]))
                .toList();
    }

    /** Whether a family is dead, and no incident of it is still to be recorded; one that is given up is not. */
    boolean isSettled(OwnedRow.Key family) throws SQLException {
        return database.transactBriefly(em -> em.createQuery(IS_SETTLED, Long.class)
                        .setParameter("id", family.rowId())
                        .setParameter("realmId", family.realmId())
                        .getSingleResult()
                > 0);
    }

    /**
     * Records the incident of a family; false where none is due any more. One after the other, since two at a time would only
     * fail
     * at each other's keys; nobody waits for long for that.
     */
    boolean record(OwnedRow.Key family) throws SQLException {
        if (!turn.comes()) {
            return false;
        }
        try {
            boolean done = insertedOrCounted(family);
            if (done) {
                wakeCouriers();
            }
            return done;
        } catch (RecordedByAnother e) {
            LOG.debugf(e, "Somebody else has recorded the incident of token family %s", LogField.of(family.rowId()));
            return false;
        } finally {
            turn.end();
        }
    }

    private boolean insertedOrCounted(OwnedRow.Key family) throws SQLException {
        try {
            return database.transactBriefly(em -> inserted(em, family));
        } catch (ConstraintViolationException e) {
            if (e.getKind() != ConstraintKind.UNIQUE) { // by which an outbox of another Keycloak may refuse its entry
                throw e;
            }
            LOG.debugf(e, "The incident of token family %s is there already, or its mail", LogField.of(family.rowId()));
            return insertedAtLastOrCounted(family);
        }
    }

    /** Once more, since another node may have opened a mail for its user at the same moment ({@link GatheredMail}). */
    private boolean insertedAtLastOrCounted(OwnedRow.Key family) throws SQLException {
        try {
            return database.transactBriefly(em -> inserted(em, family));
        } catch (ConstraintViolationException e) {
            LOG.debugf(e, "There is an incident of token family %s already", LogField.of(family.rowId()));
            return database.transactBriefly(em -> counted(em, family));
        }
    }

    /**
     * The incident first, by whose key those exclude each other that record the same one; and its family's row last, so that
     * nobody ever waits for that because the incidents cannot be written.
     */
    private boolean inserted(EntityManager em, OwnedRow.Key family) {
        FamilyEntity row = em.find(FamilyEntity.class, family);
        @Nullable Long dueAt = row == null ? null : row.incidentDueAt();
        if (row == null || dueAt == null) {
            return false;
        }
        DueIncident due = dueIn(row);
        Incident taken = taken(due, row, dueAt);
        IncidentEntity recorded = IncidentEntity.of(taken, due.followUp(), dueAt);
        em.persist(recorded);
        new IncidentOutbox(em).enqueue(recorded, due.followUp());
        webhooks.recorded(em, recorded.toListed(null));
        em.flush();
        return settledOrRolledBack(em, family);
    }

    private static DueIncident dueIn(FamilyEntity row) {
        return DueIncident.of(row.id(), row.owner(), Objects.requireNonNull(row.incidentDue()));
    }

    /** With the scope that its revocation took: nobody changes the access tokens of a dead family. */
    private static Incident taken(DueIncident due, FamilyEntity row, long dueAt) {
        return due.incident().widenedFor(row.toFamily().accessTokens(), dueAt);
    }

    /** On one of the same kind that is there already; or, where that is gone, beside what was queued of it at that time. */
    private boolean counted(EntityManager em, OwnedRow.Key family) {
        FamilyEntity row = em.find(FamilyEntity.class, family);
        @Nullable Long dueAt = row == null ? null : row.incidentDueAt();
        if (row == null || dueAt == null) {
            return false;
        }
        DueIncident due = dueIn(row);
        Incident taken = taken(due, row, dueAt);
        if (!new IncidentStatements(em, webhooks).countAgain(taken)) {
            em.persist(IncidentEntity.of(taken, due.followUp(), dueAt));
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
            throw new RecordedByAnother(); // or removed with its owner
        }
        return true;
    }
}
