package dev.tokenfamily.session;

import dev.tokenfamily.family.Owner;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.services.managers.UserSessionManager;

/** Ends sessions around the owner of a family. What is online and what is offline are two sessions with one id. */
final class SessionEnd {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Owner owner;

    SessionEnd(KeycloakSession session, RealmModel realm, Owner owner) {
        this.session = session;
        this.realm = realm;
        this.owner = owner;
    }

    /** The client leaves the session; other clients of the session stay. */
    void endClientSession() {
        for (UserSessionModel userSession : bothOf(owner.sessionId())) {
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

    /** The session ends for all its clients. */
    void endUserSession(Executor notices) {
        end(bothOf(owner.sessionId()), notices);
    }

    /** All sessions of the user end, as if an admin had logged the user out. Tells how many they were. */
    int endAllOfUser(Executor notices) {
        UserModel user = session.users().getUserById(realm, owner.userId());
        if (user == null) {
            return 0;
        }
        if (!LightweightUserAdapter.isLightweightUser(user)) {
            session.users().setNotBeforeForUser(realm, user, Math.toIntExact(Time.currentTimeSeconds()));
        }
        List<UserSessionModel> all = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .toList();
        end(all, notices);
        return all.size();
    }

    private void end(List<UserSessionModel> userSessions, Executor executor) {
        LogoutNotices notices = LogoutNotices.prepare(session, userSessions);
        userSessions.forEach(this::remove);
        notices.sendAfterCommit(session, executor);
    }

    private void remove(UserSessionModel userSession) {
        if (userSession.isOffline()) {
            new UserSessionManager(session).revokeOfflineUserSession(userSession);
        } else {
            session.sessions().removeUserSession(realm, userSession);
        }
    }

    private List<UserSessionModel> bothOf(String sessionId) {
        @Nullable UserSessionModel online = session.sessions().getUserSession(realm, sessionId);
        @Nullable UserSessionModel offline = session.sessions().getOfflineUserSession(realm, sessionId);
        return Stream.of(online, offline).filter(Objects::nonNull).toList();
    }
}
