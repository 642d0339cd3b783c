package dev.tokenfamily.store;

import dev.tokenfamily.family.Owner;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** Looks whether the session that a family lives on is still there. */
final class SessionLiveness {

    private final KeycloakSession session;

    SessionLiveness(KeycloakSession session) {
        this.session = session;
    }

    /** Whether the user session exists and the client is in it. */
    boolean exists(Owner owner) {
        return userSession(owner) != null;
    }

    /** The same, and a token issued then is not before the user's or the realm's not-before. */
    boolean accepts(Owner owner, long tokenIssuedAt) {
        UserSessionModel userSession = userSession(owner);
        UserModel user = userSession == null ? null : userSession.getUser();
        if (userSession == null || user == null) {
            return false;
        }
        RealmModel realm = userSession.getRealm();
        return tokenIssuedAt >= notBefore(realm, user) && tokenIssuedAt >= realm.getNotBefore();
    }

    /** A lightweight user exists in the session only, and is gone with it. */
    private long notBefore(RealmModel realm, UserModel user) {
        return LightweightUserAdapter.isLightweightUser(user)
                ? 0
                : session.users().getNotBeforeOfUser(realm, user);
    }

    private @Nullable UserSessionModel userSession(Owner owner) {
        RealmModel realm = session.realms().getRealm(owner.realmId());
        if (realm == null) {
            return null;
        }
        session.getContext().setRealm(realm);
        UserSessionModel found = owner.offline()
                ? session.sessions().getOfflineUserSession(realm, owner.sessionId())
                : session.sessions().getUserSession(realm, owner.sessionId());
        boolean hasClient = found != null && found.getAuthenticatedClientSessionByClient(owner.clientId()) != null;
        return hasClient ? found : null;
    }
}
