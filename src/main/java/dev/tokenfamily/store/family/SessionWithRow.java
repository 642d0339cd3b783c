package dev.tokenfamily.store.family;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Reads the row of a family along with the session that Keycloak is about to load for the same request, in one statement instead
 * of two: Keycloak then finds the session among what its own transaction has read ({@code EntityManager.find} in
 * {@code JpaUserSessionPersisterProvider}), and the row is remembered (ADR 34). What is remembered is only where a refresh begins,
 * and is found out to be true before anybody is answered (ADR 7): nothing rests on when and how it was read.
 */
public final class SessionWithRow {

    private final RecentRows recentRows;

    /** Remembers what it reads in those rows. */
    public SessionWithRow(RecentRows recentRows) {
        this.recentRows = recentRows;
    }

    /**
     * Reads both in the transaction of the request, unless Keycloak is not likely to ask its database for the session: it keeps
     * about as many in its caches as rows are remembered here.
     *
     * @param familyId of a family of the request's realm
     * @param sessionId of which nobody has looked yet whether there is such a session
     * @throws StoreUnavailableException if the database fails
     */
    public void read(KeycloakSession request, String familyId, String sessionId, boolean offline) {
        if (!MultiSiteUtils.isPersistentSessionsEnabled()) {
            return;
        }
        OwnedRow.Key family =
                new OwnedRow.Key(familyId, request.getContext().getRealm().getId());
        if (recentRows.recall(family).isEmpty() || !cachesSessions(request.getKeycloakSessionFactory())) {
            EntityManager em = request.getProvider(JpaConnectionProvider.class).getEntityManager();
            FamilyDatabase.orUnavailable(() -> remember(em, family, sessionId, offline));
        }
    }

    private boolean remember(EntityManager em, OwnedRow.Key key, String sessionId, boolean offline) {
        List<Object[]> rows = em.createQuery(
                        "select " + DatabaseClock.exactHql(em)
                                + ", f, s from PersistentUserSessionEntity s left join FamilyEntity f on f.rowId = :id"
                                + " and f.realmId = :realmId where s.userSessionId = :sessionId and s.offline = :offline",
                        Object[].class)
                .setParameter("id", key.rowId())
                .setParameter("realmId", key.realmId())
                .setParameter("sessionId", sessionId)
                .setParameter("offline", offline ? "1" : "0")
                .getResultList();
        for (Object[] row : rows) {
            DatabaseClock.show(recentRows.clock(), row);
            if (row[2] instanceof FamilyEntity family) {
                recentRows.remember(family.toFamily());
                em.detach(family); // whoever looks for it in this transaction again is to see what others have changed
            }
        }
        return !rows.isEmpty();
    }

    /** As Keycloak shows it to admins ({@code InfinispanUserSessionProviderFactory}): caches by default, in 26.8 none. */
    private static boolean cachesSessions(KeycloakSessionFactory factory) {
        return !(factory.getProviderFactory(UserSessionProvider.class)
                        instanceof ServerInfoAwareProviderFactory sessions)
                || !"false".equals(sessions.getOperationalInfo().get("useCaches"));
    }
}
