package dev.tokenfamily.store.incident;

import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/** Removes incidents by their age, a batch at a time. */
public final class IncidentPurge implements ExpirationAction {

    private final FamilyDatabase database;
    private final long oldest;

    /**
     * Purges that database, when it is told to.
     *
     * @param days for which incidents are kept
     */
    public IncidentPurge(FamilyDatabase database, int days) {
        this.database = database;
        oldest = Duration.ofDays(days).toSeconds();
    }

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        int most = database.idsAtOnce(maxRemoval);
        List<String> ids = database.transactAside(em -> old(em, now - oldest, most));
        if (!ids.isEmpty()) {
            removeCount.accept(
                    database.transactAside(em -> em.createQuery("delete from IncidentEntity f where f.rowId in :ids")
                            .setParameter("ids", ids)
                            .executeUpdate()));
        }
        return ids.size() >= most;
    }

    private static List<String> old(EntityManager em, long oldest, int most) {
        return em.createQuery(
                        "select f.rowId from IncidentEntity f where f.occurredAt < :oldest order by f.occurredAt",
                        String.class)
                .setParameter("oldest", oldest)
                .setMaxResults(most)
                .getResultList();
    }
}
