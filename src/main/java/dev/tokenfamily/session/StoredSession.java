package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import jakarta.persistence.EntityManager;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.storage.StorageId;

/**
 * Whether Keycloak's database still has a session. Its caches may have it a little longer: a request that loads a session
 * while another one ends it puts it back there.
 */
public final class StoredSession {

    private StoredSession() {}

    /** True as well for online sessions that this server keeps in memory only. */
    public static boolean mayExist(EntityManager em, Owner owner) {
        boolean stored = owner.offline() || MultiSiteUtils.isPersistentSessionsEnabled();
        return !stored || exists(em, owner);
    }

    private static boolean exists(EntityManager em, Owner owner) {
        boolean localClient = new StorageId(owner.clientId()).isLocal();
        var count = localClient
                ? em.createQuery(
                                "select count(*) from PersistentClientSessionEntity s where s.userSessionId = :id"
                                        + " and s.offline = :offline and s.clientId = :clientId",
                                Long.class)
                        .setParameter("clientId", owner.clientId())
                : em.createQuery(
                        "select count(*) from PersistentUserSessionEntity s where s.userSessionId = :id"
                                + " and s.offline = :offline",
                        Long.class);
        return count.setParameter("id", owner.sessionId())
                        .setParameter("offline", owner.offline() ? "1" : "0")
                        .getSingleResult()
                > 0;
    }
}
