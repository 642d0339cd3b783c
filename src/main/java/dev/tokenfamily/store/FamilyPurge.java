package dev.tokenfamily.store;

import dev.tokenfamily.family.Family;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/**
 * Removes the rows that cover no token any more, a batch at a time. A family with tokens that never expire stays as
 * long as its session does.
 */
final class FamilyPurge implements ExpirationAction {

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<Family> due = due(em, now, maxRemoval);
        SessionLiveness sessions = new SessionLiveness(session);
        List<String> expired = new ArrayList<>();
        for (Family family : due) {
            if (family.retention().endless() && sessions.exists(family.owner())) {
                postpone(em, family, now);
            } else {
                expired.add(family.id());
            }
        }
        removeCount.accept(delete(em, expired, now));
        return due.size() >= maxRemoval;
    }

    private static List<Family> due(EntityManager em, long now, int limit) {
        return em.createQuery("from FamilyEntity f where f.keepUntil <= :now order by f.keepUntil", FamilyEntity.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(FamilyEntity::toFamily)
                .toList();
    }

    private static void postpone(EntityManager em, Family family, long now) {
        em.createQuery("update FamilyEntity f set f.keepUntil = :next where f.id = :id and f.keepUntil <= :now")
                .setParameter("next", family.retention().reviewedAt(now).until())
                .setParameter("id", family.id())
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Leaves those alone that were used, and so extended, since they were read. */
    private static int delete(EntityManager em, List<String> ids, long now) {
        if (ids.isEmpty()) {
            return 0;
        }
        return em.createQuery("delete from FamilyEntity f where f.id in :ids and f.keepUntil <= :now")
                .setParameter("ids", ids)
                .setParameter("now", now)
                .executeUpdate();
    }
}
