package dev.tokenfamily.store;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/** Removes incidents by their age, a batch at a time. */
final class IncidentPurge implements ExpirationAction {

    private final long oldest;

    /** Of more than so many days. */
    IncidentPurge(int days) {
        oldest = Duration.ofDays(days).toSeconds();
    }

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<String> ids = em.createQuery(
                        "select f.rowId from IncidentEntity f where f.occurredAt < :oldest order by f.occurredAt",
                        String.class)
                .setParameter("oldest", now - oldest)
                .setMaxResults(maxRemoval)
                .getResultList();
        if (!ids.isEmpty()) {
            removeCount.accept(em.createQuery("delete from IncidentEntity f where f.rowId in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate());
        }
        return ids.size() == maxRemoval;
    }
}
