package dev.tokenfamily.store;

import dev.tokenfamily.family.FollowUp;
import dev.tokenfamily.family.Incident;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

/** Writes incidents. Whoever writes one has locked the row of its family, so that nobody else writes the same one. */
final class IncidentStatements {

    private final EntityManager em;

    IncidentStatements(EntityManager em) {
        this.em = em;
    }

    /** Whether it was the first of its kind; false too where the family is gone. */
    boolean observe(Incident incident) {
        boolean exists = em.find(FamilyEntity.class, incident.familyId(), LockModeType.PESSIMISTIC_WRITE) != null;
        return exists && record(incident, FollowUp.NONE);
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

    /** Whether it was the first of its kind; otherwise it is counted on the first. */
    boolean record(Incident incident, FollowUp followUp) {
        String id = IncidentEntity.idOf(incident);
        boolean first = count(id) == 0;
        if (first) {
            em.persist(IncidentEntity.of(incident, followUp, DatabaseClock.now(em)));
        }
        return first;
    }

    private int count(String id) {
        return em.createQuery(
                        "update IncidentEntity f set f.repeats = f.repeats + 1, f.lastRepeatAt = :now where f.id = :id")
                .setParameter("id", id)
                .setParameter("now", DatabaseClock.now(em))
                .executeUpdate();
    }
}
