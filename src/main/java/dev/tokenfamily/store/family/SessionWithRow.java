package dev.tokenfamily.store.family;

import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.store.database.DatabaseClock;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Reads the row of a family along with the session that Keycloak is about to load for the same request, in one statement instead
 * of two: Keycloak then finds the session among what its own transaction has read ({@code EntityManager.find} in
 * {@code JpaUserSessionPersisterProvider}), and the refresh begins with that row (ADR 34).
 */
public final class SessionWithRow {

    private final RecentRows recentRows;
    private final RowJustRead justRead;
    private final boolean sessionsAreCached;

    /**
     * Reads for one server.
     *
     * @param factory of that server, whose providers have been set up
     * @param recentRows what this server has seen, where those that are read belong too
     * @param standstill whether this server has stood still
     */
    public SessionWithRow(KeycloakSessionFactory factory, RecentRows recentRows, Standstill standstill) {
        this.recentRows = recentRows;
        this.justRead = new RowJustRead(recentRows, standstill);
        this.sessionsAreCached = cachesSessions(factory);
    }

    /**
     * Reads both in the transaction of the request, unless Keycloak is not likely to ask its database for the session: it keeps
     * about as many in its caches as rows are remembered here.
     *
     * @param familyId of a family of the request's realm
     * @param sessionId of which nobody has looked yet whether there is such a session
     * @return the row and the time; empty where nothing was read, or there is no such session or row
     * @throws StoreUnavailableException if the database fails
     */
    public Optional<Reading> read(KeycloakSession request, String familyId, String sessionId, boolean offline) {
        OwnedRow.Key family =
                new OwnedRow.Key(familyId, request.getContext().getRealm().getId());
        boolean sessionIsLoaded = MultiSiteUtils.isPersistentSessionsEnabled()
                && (recentRows.recall(family).isEmpty() || !sessionsAreCached);
        if (!sessionIsLoaded) {
            return Optional.empty();
        }
        EntityManager em = request.getProvider(JpaConnectionProvider.class).getEntityManager();
        return FamilyDatabase.orUnavailable(() -> read(em, family, sessionId, offline));
    }

    private Optional<Reading> read(EntityManager em, OwnedRow.Key key, String sessionId, boolean offline) {
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
        return rows.stream()
                .filter(row -> row[2] != null)
                .map(row -> {
                    FamilyEntity entity = (FamilyEntity) row[2];
                    em.detach(entity); // or this transaction would never see what others change
                    return justRead.reading(row, entity);
                })
                .findFirst();
    }

    /** As Keycloak shows it to admins ({@code InfinispanUserSessionProviderFactory}): caches by default, in 26.8 none. */
    private static boolean cachesSessions(KeycloakSessionFactory factory) {
        return !(factory.getProviderFactory(UserSessionProvider.class)
                        instanceof ServerInfoAwareProviderFactory sessions)
                || !"false".equals(sessions.getOperationalInfo().get("useCaches"));
    }
}
