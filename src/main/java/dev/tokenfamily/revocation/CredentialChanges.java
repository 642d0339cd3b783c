package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import dev.tokenfamily.session.RealmSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * What ends when a user gets another password, or loses a credential: at the clients whose policy wants it
 * ({@code revoke-on-credential-change}), client sessions at once, since first tokens have no row, and families by the
 * revocations that are returned. User sessions go on: other clients are in them, and in one of them the new password may just
 * have been set.
 */
final class CredentialChanges {

    private final KeycloakSession session;
    private final Function<RealmModel, CredentialChangePolicy> policies;

    /**
     * In the transaction of that session.
     *
     * @param policies of a realm
     */
    CredentialChanges(KeycloakSession session, Function<RealmModel, CredentialChangePolicy> policies) {
        this.session = session;
        this.policies = policies;
    }

    /**
     * Ends what ends with another password. The links in mails to the user end besides where the password is not kept by
     * Keycloak, but by a directory: then nothing that a link could be compared with has changed here (ADR 9).
     *
     * @param userId null where an event names nobody; then nothing ends
     * @return the families and links to be revoked
     */
    List<Revocation> endWithPassword(RealmModel realm, @Nullable String userId, IncidentStore incidents) {
        List<Revocation> ended = new ArrayList<>(endWithCredential(realm, userId));
        if (userId != null && hasForeignPassword(realm, userId)) {
            ended.add(new LinksRevocation(realm.getId(), userId, incidents));
        }
        return ended;
    }

    private boolean hasForeignPassword(RealmModel realm, String userId) {
        @Nullable UserModel user = session.users().getUserById(realm, userId);
        return user != null
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE)
                        .findAny()
                        .isEmpty();
    }

    /** The end of the links in mails to a user. No family ends with them. */
    private record LinksRevocation(String realmId, String userId, IncidentStore incidents) implements Revocation {

        @Override
        public int revokeIn(FamilyStore store) {
            incidents.endLinks(realmId, userId);
            return 0;
        }

        @Override
        public List<SelectionRevocation> ended() {
            return List.of();
        }
    }

    /**
     * Ends what ends with a credential, in the request that changes it: a user who changes the password in an application's
     * login flow is logged in to it later in the same request.
     *
     * @param userId null where an event names nobody; then nothing ends
     * @return the families to be revoked
     */
    List<SelectionRevocation> endWithCredential(RealmModel realm, @Nullable String userId) {
        CredentialChangePolicy policy = policies.apply(realm);
        @Nullable
        UserModel user =
                userId == null || !policy.inUse() ? null : session.users().getUserById(realm, userId);
        if (user == null) {
            return List.of();
        }
        session.setAttribute(attribute(user.getId()), true);
        return end(realm, user, clientSession -> policy.appliesTo(clientSession.getClient(), user));
    }

    /** Whether something has ended in this request with a credential of that user. */
    static boolean seenIn(KeycloakSession request, String userId) {
        return request.getAttribute(attribute(userId)) != null;
    }

    private static String attribute(String userId) {
        return "token-family.credentials." + userId;
    }

    /**
     * Ends what ends with a credential, after the change of it has been committed.
     *
     * @param time epoch seconds; client sessions that have begun since are left
     * @return the families to be revoked
     */
    List<SelectionRevocation> endStartedBefore(long time, RealmModel realm, String userId) {
        CredentialChangePolicy policy = policies.apply(realm);
        @Nullable UserModel user = policy.inUse() ? session.users().getUserById(realm, userId) : null;
        return user == null
                ? List.of()
                : end(
                        realm,
                        user,
                        clientSession ->
                                policy.appliesTo(clientSession.getClient(), user) && clientSession.getStarted() < time);
    }

    private List<SelectionRevocation> end(
            RealmModel realm, UserModel user, Predicate<AuthenticatedClientSessionModel> concerned) {
        return new RealmSessions(session, realm)
                .endClientSessions(user, concerned).stream()
                        .map(clientId -> new SelectionRevocation(
                                Selection.ofClientOfUser(realm.getId(), clientId, user.getId()),
                                RevocationReason.CREDENTIAL_CHANGED))
                        .toList();
    }
}
