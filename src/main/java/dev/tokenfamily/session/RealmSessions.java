package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's sessions in one realm: finds them, and ends them as Keycloak does. A user session that is online and one that is
 * offline are two sessions with one id; each has a client session for every client in it.
 */
public final class RealmSessions {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Works in the transaction of that session, whose context must be of that realm wherever something ends. */
    public RealmSessions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The online session and the offline one with that id, as far as they exist. */
    List<UserSessionModel> withId(String sessionId) {
        return Stream.of(find(sessionId, false), find(sessionId, true))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable UserSessionModel find(String sessionId, boolean offline) {
        return offline
                ? session.sessions().getOfflineUserSession(realm, sessionId)
                : session.sessions().getUserSession(realm, sessionId);
    }

    /** All sessions of a user, online and offline. */
    Stream<UserSessionModel> ofUser(UserModel user) {
        return Stream.concat(
                session.sessions().getUserSessionsStream(realm, user),
                session.sessions().getOfflineUserSessionsStream(realm, user));
    }

    /**
     * Whether a user session is gone or logged out. Keycloak keeps one for a while, logged out, in whose logout a client has
     * not been reached.
     */
    public boolean hasEnded(String sessionId, boolean offline) {
        @Nullable UserSessionModel userSession = find(sessionId, offline);
        return userSession == null
                || userSession.getState() == UserSessionModel.State.LOGGED_OUT
                || userSession.getState() == UserSessionModel.State.LOGGED_OUT_UNCONFIRMED;
    }

    /** Takes that owner's client out of its session, online and offline; other clients of the session stay. */
    void endClientSession(Owner owner) {
        for (UserSessionModel userSession : withId(owner.sessionId())) {
            AuthenticatedClientSessionModel clientSession =
                    userSession.getAuthenticatedClientSessionByClient(owner.clientId());
            if (clientSession != null) {
                TokenManager.detachClientSession(clientSession);
            }
            if (userSession.getAuthenticatedClientSessions().isEmpty()) {
                remove(userSession);
            }
        }
    }

    /**
     * Ends client sessions of a user, online and offline, of which some may be of the present request. Their user sessions go
     * on: other clients are in them.
     *
     * @return the internal ids of their clients, each once
     */
    public List<String> endClientSessions(UserModel user, Predicate<AuthenticatedClientSessionModel> which) {
        List<AuthenticatedClientSessionModel> ending = ofUser(user)
                .map(UserSessionModel::getAuthenticatedClientSessions)
                .flatMap(clientSessions -> List.copyOf(clientSessions.values()).stream())
                .filter(which)
                .toList();
        ending.forEach(clientSession -> end(clientSession, user));
        return ending.stream()
                .map(clientSession -> clientSession.getClient().getId())
                .distinct()
                .toList();
    }

    private void end(AuthenticatedClientSessionModel clientSession, UserModel user) {
        UserSessionModel userSession = clientSession.getUserSession();
        ClientModel client = clientSession.getClient();
        if (userSession.isOffline()) {
            new UserSessionManager(session)
                    .removeClientFromOfflineUserSession(userSession.getRealm(), userSession, client, user);
        } else if (isBeingLoggedInTo(userSession, client)) {
            // one that is removed here, and created again in the same request, would come back as it was
            clientSession.restartClientSession();
        } else {
            clientSession.detachFromUserSession();
        }
    }

    private boolean isBeingLoggedInTo(UserSessionModel userSession, ClientModel client) {
        @Nullable AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        return login != null
                && login.getParentSession().getId().equals(userSession.getId())
                && login.getClient().equals(client);
    }

    /**
     * Ends the sessions with that id for all their clients.
     *
     * @param logouts sends the clients their back-channel logouts
     */
    void endUserSession(String sessionId, Executor logouts) {
        end(withId(sessionId), logouts);
    }

    /**
     * Ends all sessions of a user as if an admin had logged the user out: tokens from before now are refused besides
     * (not-before).
     *
     * @param logouts sends the clients their back-channel logouts
     * @return how many user sessions ended; 0 where there is no such user
     */
    int endAllOfUser(String userId, Executor logouts) {
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null) {
            return 0;
        }
        if (!LightweightUserAdapter.isLightweightUser(user)) {
            session.users().setNotBeforeForUser(realm, user, Math.toIntExact(Time.currentTimeSeconds()));
        }
        List<UserSessionModel> all = ofUser(user).toList();
        end(all, logouts);
        return all.size();
    }

    private void end(List<UserSessionModel> userSessions, Executor executor) {
        BackchannelLogout logouts = BackchannelLogout.prepare(session, userSessions);
        userSessions.forEach(this::remove);
        logouts.sendAfterCommit(session, executor);
    }

    private void remove(UserSessionModel userSession) {
        if (userSession.isOffline()) {
            new UserSessionManager(session).revokeOfflineUserSession(userSession);
        } else {
            session.sessions().removeUserSession(realm, userSession);
        }
    }
}
