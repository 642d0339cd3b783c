package dev.tokenfamily.store.incident;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.incident.DueIncidentStatements.RecordedByAnother;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Duration;
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

    /** Usually an incident is recorded at once; so soon, where its node has died or the database has failed. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FamilyDatabase database;
    private final WebhookQueue webhooks;
    private final Runnable couriers;
    private final Turn turn = new Turn();
    private volatile boolean failing;
    private volatile @Nullable Daemon daemon;

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
            for (OwnedRow.Key family :
                    database.transactBriefly(em -> statements(em).due())) {
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
            if (database.transactBriefly(em -> statements(em).givenUp(family))) {
                LOG.errorf(
                        e,
                        "The incident of token family %s cannot be recorded, and is given up. The row of the family keeps it"
                                + " in INCIDENT_DUE",
                        LogField.of(family.rowId()));
            }
        }
    }

    /** Whether a family is dead, and no incident of it is still to be recorded; one that is given up is not. */
    boolean isSettled(OwnedRow.Key family) throws SQLException {
        return database.transactBriefly(em -> statements(em).isSettled(family));
    }

    /**
     * Records the incident of a family; false where none is due any more. One after the other, since two at a time would only
     * fail at each other's keys; nobody waits for long for that.
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
            return database.transactBriefly(em -> statements(em).inserted(family));
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
            return database.transactBriefly(em -> statements(em).inserted(family));
        } catch (ConstraintViolationException e) {
            LOG.debugf(e, "There is an incident of token family %s already", LogField.of(family.rowId()));
            return database.transactBriefly(em -> statements(em).counted(family));
        }
    }

    private DueIncidentStatements statements(EntityManager em) {
        return new DueIncidentStatements(em, webhooks);
    }
}
