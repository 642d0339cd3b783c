package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What ends when a user gets another password, or loses a credential: at the clients whose policy wants it. */
final class CredentialChanges {

    private final KeycloakSession session;
    private final Function<RealmModel, CredentialChangePolicy> policies;

    CredentialChanges(KeycloakSession session, Function<RealmModel, CredentialChangePolicy> policies) {
        this.session = session;
        this.policies = policies;
    }

    /**
     * The families to be revoked. Ends their client sessions, since first tokens have no row; and at once, since a user
     * who changes the password in an application's login flow is logged in to it later in the same request. User
     * sessions go on: other clients are in them, and in one of them the new password may just have been set.
     */
    List<SelectionRevocation> of(RealmModel realm, @Nullable String userId) {
        CredentialChangePolicy policy = policies.apply(realm);
        @Nullable
        UserModel user =
                userId == null || !policy.inUse() ? null : session.users().getUserById(realm, userId);
        if (user == null) {
            return List.of();
        }
        session.setAttribute(attribute(user.getId()), true);
        return ended(realm, user, policy, clientSession -> true);
    }

    /** Whether this request has looked after that user already. */
    static boolean seenIn(KeycloakSession request, String userId) {
        return request.getAttribute(attribute(userId)) != null;
    }

    private static String attribute(String userId) {
        return "token-family.credentials." + userId;
    }

    /**
     * The same after the change has been committed.
     *
     * @param time epoch seconds; client sessions that have begun since are left
     */
    List<SelectionRevocation> startedBefore(long time, RealmModel realm, String userId) {
        CredentialChangePolicy policy = policies.apply(realm);
        @Nullable UserModel user = policy.inUse() ? session.users().getUserById(realm, userId) : null;
        return user == null
                ? List.of()
                : ended(realm, user, policy, clientSession -> clientSession.getStarted() < time);
    }

    private List<SelectionRevocation> ended(
            RealmModel realm,
            UserModel user,
            CredentialChangePolicy policy,
            Predicate<AuthenticatedClientSessionModel> concerned) {
        List<AuthenticatedClientSessionModel> ending = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .map(UserSessionModel::getAuthenticatedClientSessions)
                .flatMap(clientSessions -> List.copyOf(clientSessions.values()).stream())
                .filter(clientSession -> policy.appliesTo(clientSession.getClient()))
                .filter(concerned)
                .toList();
        ending.forEach(clientSession -> end(clientSession, user));
        return ending.stream()
                .map(clientSession -> clientSession.getClient().getId())
                .distinct()
                .map(clientId -> revocation(realm, clientId, user))
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

    private static SelectionRevocation revocation(RealmModel realm, String clientId, UserModel user) {
        return new SelectionRevocation(
                Selection.ofClientOfUser(realm.getId(), clientId, user.getId()), RevocationReason.CREDENTIAL_CHANGED);
    }
}
