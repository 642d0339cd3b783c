package dev.tokenfamily.store.incident;

import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is read and written, in one transaction, of incidents that stand in the rows of their revoked families until they are
 * recorded.
 */
final class DueIncidentStatements {

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

    private final EntityManager em;
    private final WebhookQueue webhooks;

    DueIncidentStatements(EntityManager em, WebhookQueue webhooks) {
        this.em = em;
        this.webhooks = webhooks;
    }

    /** Thrown to roll back. */
    static final class RecordedByAnother extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Families of which an incident is due, that of the earliest first. */
    List<OwnedRow.Key> due() {
        return em.createQuery(DUE, Object[].class)
                .setMaxResults(MOST_AT_ONCE)
                .getResultStream()
                .map(c -> new OwnedRow.Key((String) c[0], (String) c[1]))
                .toList();
    }

    /** Whether a family is dead, and no incident of it is still to be recorded; one that is given up is not. */
    boolean isSettled(OwnedRow.Key family) {
        return em.createQuery(IS_SETTLED, Long.class)
                        .setParameter("id", family.rowId())
                        .setParameter("realmId", family.realmId())
                        .getSingleResult()
                > 0;
    }

    /** Whether an incident that nobody has been able to record for long is not tried any more, from now on. */
    boolean givenUp(OwnedRow.Key family) {
        return em.createQuery(GIVE_UP)
                        .setParameter("id", family.rowId())
                        .setParameter("realmId", family.realmId())
                        .setParameter("before", DatabaseClock.now(em) - LONGEST_TRIED_SECONDS)
                        .executeUpdate()
                == 1;
    }

    /**
     * Records the incident of a family as a new one; false where none is due. The incident first, by whose key those exclude
     * each other that record the same one; and its family's row last, so that nobody ever waits for that because the incidents
     * cannot be written.
     */
    boolean inserted(OwnedRow.Key family) {
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
        return settledOrRolledBack(family);
    }

    private static DueIncident dueIn(FamilyEntity row) {
        return DueIncident.of(row.id(), row.owner(), Objects.requireNonNull(row.incidentDue()));
    }

    /** With the scope that its revocation took: nobody changes the access tokens of a dead family. */
    private static Incident taken(DueIncident due, FamilyEntity row, long dueAt) {
        return due.incident().widenedFor(row.toFamily().accessTokens(), dueAt);
    }

    /**
     * Counts the incident of a family on one of the same kind that is there already; or, where that is gone, records it beside
     * what was queued of it at that time. False where none is due.
     */
    boolean counted(OwnedRow.Key family) {
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
        return settledOrRolledBack(family);
    }

    private boolean settledOrRolledBack(OwnedRow.Key family) {
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
