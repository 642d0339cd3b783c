package dev.tokenfamily.store.history;

import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/** Removes ends by their age, a batch at a time. */
public final class HistoryPurge implements ExpirationAction {

    private final FamilyDatabase database;
    private final long oldest;

    /**
     * Purges that database, when it is told to.
     *
     * @param days for which ends are kept
     */
    public HistoryPurge(FamilyDatabase database, int days) {
        this.database = database;
        oldest = Duration.ofDays(days).toMillis();
    }

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        int most = database.idsAtOnce(maxRemoval);
        List<String> ids = database.transactAside(em -> old(em, 1000L * now - oldest, most));
        if (!ids.isEmpty()) {
            removeCount.accept(
                    database.transactAside(em -> em.createQuery("delete from EndEntity f where f.rowId in :ids")
                            .setParameter("ids", ids)
                            .executeUpdate()));
        }
        return ids.size() >= most;
    }

    private static List<String> old(EntityManager em, long oldest, int most) {
        return em.createQuery(
                        "select f.rowId from EndEntity f where f.endedAt < :oldest order by f.endedAt", String.class)
                .setParameter("oldest", oldest)
                .setMaxResults(most)
                .getResultList();
    }
}
