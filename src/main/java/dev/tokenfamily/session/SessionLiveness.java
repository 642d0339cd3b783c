package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import jakarta.persistence.EntityManager;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.MultiSiteUtils;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.storage.StorageId;

/**
 * Looks whether the session that a family lives on is still there: in Keycloak's tables, without any cache
 * ({@link #mayBeStored}), and as Keycloak itself would find it, caches included.
 */
public final class SessionLiveness {

    /** As in Keycloak's {@code isIssuedBeforeSessionStart}, in seconds. */
    private static final int SESSION_START_TOLERANCE = 1;

    private final KeycloakSession session;

    /** Looks in that session, whose context gets the realm of whatever is looked for. */
    public SessionLiveness(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whether Keycloak's database still has the session. Its caches may have it a little longer: a request that loads a session
     * while another one ends it puts it back there (ADR 5).
     *
     * @param em over Keycloak's tables
     * @return true as well for online sessions that this server keeps in memory only
     */
    public static boolean mayBeStored(EntityManager em, Owner owner) {
        boolean stored = owner.offline() || MultiSiteUtils.isPersistentSessionsEnabled();
        return !stored || isStored(em, owner);
    }

    private static boolean isStored(EntityManager em, Owner owner) {
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

    /** Whether the user session exists, online or offline as the owner's is, and the owner's client is in it. */
    public boolean exists(Owner owner) {
        return clientSession(owner) != null;
    }

    /**
     * Whether the session would take a refresh token, as {@code TokenManager} decides it: user session and client session
     * exist, user and client are enabled, and none of these began after the token was issued: the client session (but for a
     * second), a not-before of user, realm or client.
     *
     * @param tokenIssuedAt {@code iat} of the token, epoch seconds
     */
    public boolean accepts(Owner owner, long tokenIssuedAt) {
        AuthenticatedClientSessionModel clientSession = clientSession(owner);
        UserModel user =
                clientSession == null ? null : clientSession.getUserSession().getUser();
        if (clientSession == null || user == null || !user.isEnabled()) {
            return false;
        }
        RealmModel realm = clientSession.getRealm();
        ClientModel client = realm.getClientById(owner.clientId());
        return client != null
                && client.isEnabled()
                && tokenIssuedAt + SESSION_START_TOLERANCE >= clientSession.getStarted()
                && Stream.of(notBefore(realm, user), realm.getNotBefore(), client.getNotBefore())
                        .allMatch(notBefore -> tokenIssuedAt >= notBefore);
    }

    /** A lightweight user exists in the session only, and is gone with it. */
    private int notBefore(RealmModel realm, UserModel user) {
        return LightweightUserAdapter.isLightweightUser(user)
                ? 0
                : session.users().getNotBeforeOfUser(realm, user);
    }

    private @Nullable AuthenticatedClientSessionModel clientSession(Owner owner) {
        RealmModel realm = session.realms().getRealm(owner.realmId());
        if (realm == null) {
            return null;
        }
        session.getContext().setRealm(realm);
        UserSessionModel found = owner.offline()
                ? session.sessions().getOfflineUserSession(realm, owner.sessionId())
                : session.sessions().getUserSession(realm, owner.sessionId());
        return found == null ? null : found.getAuthenticatedClientSessionByClient(owner.clientId());
    }
}
