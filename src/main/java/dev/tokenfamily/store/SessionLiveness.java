package dev.tokenfamily.store;

import dev.tokenfamily.family.Owner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
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

    /** The same, user and client are enabled, and none of user, realm and client has a not-before after that time. */
    boolean accepts(Owner owner, long tokenIssuedAt) {
        UserSessionModel userSession = userSession(owner);
        UserModel user = userSession == null ? null : userSession.getUser();
        if (userSession == null || user == null || !user.isEnabled()) {
            return false;
        }
        RealmModel realm = userSession.getRealm();
        ClientModel client = realm.getClientById(owner.clientId());
        return client != null
                && client.isEnabled()
                && Stream.of(notBefore(realm, user), realm.getNotBefore(), client.getNotBefore())
                        .allMatch(notBefore -> tokenIssuedAt >= notBefore);
    }

    /** A lightweight user exists in the session only, and is gone with it. */
    private int notBefore(RealmModel realm, UserModel user) {
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
