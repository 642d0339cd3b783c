package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore.NoteOutcome;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.family.FamilyEntity;
import dev.tokenfamily.store.family.OwnedRow;
import dev.tokenfamily.store.webhook.WebhookQueue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/**
 * Writes incidents for which nothing was revoked. Whoever writes one has locked the row of its family, so that nobody else
 * writes the same one.
 */
final class IncidentStatements {

    private final EntityManager em;
    private final WebhookQueue webhooks;

    IncidentStatements(EntityManager em, WebhookQueue webhooks) {
        this.em = em;
        this.webhooks = webhooks;
    }

    /**
     * Records an incident of which its family is not to hear, and has the first of its kind mailed, where the user is to be notified;
     * outdated where the family is gone.
     */
    NoteOutcome observe(Incident incident, FollowUp followUp) {
        if (locked(incident) == null) {
            return NoteOutcome.OUTDATED;
        }
        boolean first = record(incident, followUp);
        if (first && followUp.notifyUser() && isToBeMailed(incident)) {
            new IncidentOutbox(em).enqueueMail(incident);
        }
        return first ? NoteOutcome.FIRST : NoteOutcome.AGAIN;
    }

    /**
     * Records an incident of a family that is active, and still of the generation that the incident says; and has the first of its
     * kind mailed, where the user is to be notified.
     */
    NoteOutcome note(Incident incident, FollowUp followUp) {
        @Nullable FamilyEntity row = locked(incident);
        @Nullable Family family = row == null ? null : row.toFamily();
        if (family == null || family.revoked() || family.generation() != incident.currentGeneration()) {
            return NoteOutcome.OUTDATED;
        }
        boolean first = record(incident, followUp);
        if (first && followUp.notifyUser()) {
            new IncidentOutbox(em).enqueueMail(incident);
        }
        return first ? NoteOutcome.FIRST : NoteOutcome.AGAIN;
    }

    /** The row of its family; null where there is none of that owner. */
    private @Nullable FamilyEntity locked(Incident incident) {
        OwnedRow.Key key =
                new OwnedRow.Key(incident.familyId(), incident.owner().realmId());
        @Nullable FamilyEntity row = em.find(FamilyEntity.class, key, LockModeType.PESSIMISTIC_WRITE);
        return row != null && row.owner().sameParties(incident.owner()) ? row : null;
    }

    /** The links to answer by are of no use any more, to whoever has kept them. */
    void endLinks(String realmId, String userId) {
        em.createQuery(
                        "update IncidentEntity f set f.linksEndedAt = :now where f.userId = :userId and f.realmId = :realmId"
                                + " and f.linksEndedAt is null")
                .setParameter("now", DatabaseClock.now(em))
                .setParameter("userId", userId)
                .setParameter("realmId", realmId)
                .executeUpdate();
    }

    /**
     * Whether it was the first of its kind; otherwise it is counted on the first. Looks for that without a lock: InnoDB would
     * lock the gap where it is to come, and two who have done so wait for each other.
     */
    private boolean record(Incident incident, FollowUp followUp) {
        boolean first = !exists(incident) || !countAgain(incident);
        if (first) {
            IncidentEntity recorded = IncidentEntity.of(incident, followUp, DatabaseClock.now(em));
            em.persist(recorded);
            webhooks.recorded(em, recorded.toListed(null));
        }
        return first;
    }

    /** Whether an incident that is new is to be mailed: of those of a day and kind, one is. */
    private boolean isToBeMailed(Incident incident) {
        @Nullable Long dayBegan = incident.dayBegan();
        return dayBegan == null
                || em.createQuery(
                                        "select count(*) from IncidentEntity f where f.userId = :userId and f.realmId = :realmId"
                                                + " and f.occurredAt >= :began and f.familyId = :familyId and f.kind = :kind"
                                                + " and f.mailId is not null",
                                        Long.class)
                                .setParameter("userId", incident.owner().userId())
                                .setParameter("realmId", incident.owner().realmId())
                                .setParameter("began", dayBegan)
                                .setParameter("familyId", incident.familyId())
                                .setParameter("kind", incident.kind())
                                .getSingleResult()
                        == 0;
    }

    private boolean exists(Incident incident) {
        return em.createQuery(
                                "select count(*) from IncidentEntity f where f.rowId = :id and f.realmId = :realmId",
                                Long.class)
                        .setParameter("id", IncidentEntity.idOf(incident))
                        .setParameter("realmId", incident.owner().realmId())
                        .getSingleResult()
                > 0;
    }

    /** Whether there is one of its kind on which it is counted now. */
    boolean countAgain(Incident incident) {
        return em.createQuery("update IncidentEntity f set f.repeats = f.repeats + 1, f.lastRepeatAt = :now"
                                + " where f.rowId = :id and f.realmId = :realmId")
                        .setParameter("id", IncidentEntity.idOf(incident))
                        .setParameter("realmId", incident.owner().realmId())
                        .setParameter("now", DatabaseClock.now(em))
                        .executeUpdate()
                == 1;
    }
}
