package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** Looks whether the session that a family lives on is still there. */
public final class SessionLiveness {

    /** As in Keycloak's {@code isIssuedBeforeSessionStart}, in seconds. */
    private static final int SESSION_START_TOLERANCE = 1;

    private final KeycloakSession session;

    public SessionLiveness(KeycloakSession session) {
        this.session = session;
    }

    /** Whether the user session exists and the client is in it. */
    public boolean exists(Owner owner) {
        return clientSession(owner) != null;
    }

    /**
     * The same, user and client are enabled, and none of these began after the token was issued: the client's session, a
     * not-before of user, realm or client.
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
