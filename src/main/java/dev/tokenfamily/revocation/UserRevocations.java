package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentStore;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import dev.tokenfamily.session.RealmSessions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** What users and clients end, as events tell it. */
final class UserRevocations {

    /** The parameter of the revocation endpoint (RFC 7009 §2.1). */
    private static final String TOKEN_PARAMETER = "token";

    private final KeycloakSession session;
    private final Function<String, Optional<Policy>> policy;
    private final CredentialChanges credentialChanges;
    private final IncidentStore incidents;
    private final Consumer<Incident> noted;

    /**
     * For the events of one request.
     *
     * @param policy that governs the request, for a user by the id
     * @param noted is told of the first superseded token by which a session of a family ends
     */
    UserRevocations(
            KeycloakSession session,
            Function<String, Optional<Policy>> policy,
            CredentialChanges credentialChanges,
            IncidentStore incidents,
            Consumer<Incident> noted) {
        this.session = session;
        this.policy = policy;
        this.credentialChanges = credentialChanges;
        this.incidents = incidents;
        this.noted = noted;
    }

    /** What ends with that event; empty where no family does. Ends client sessions where a credential has changed. */
    List<? extends Revocation> find(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        return switch (event.getType()) {
            case REVOKE_GRANT -> revokedGrant(event, details).stream().toList();
            case LOGOUT ->
                Stream.ofNullable(event.getSessionId())
                        .map(sessionId -> logout(event, sessionId))
                        .toList();
            case USER_DISABLED_BY_PERMANENT_LOCKOUT ->
                List.of(new SelectionRevocation(
                        Selection.ofUser(event.getRealmId(), event.getUserId()), RevocationReason.USER_DISABLED));
            case UPDATE_CREDENTIAL ->
                PasswordCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE))
                        ? credentialChanges.endWithPassword(realm(), event.getUserId(), incidents)
                        : List.of();
            case REMOVE_CREDENTIAL -> credentialChanges.endWithCredential(realm(), event.getUserId());
            default -> List.of();
        };
    }

    /** What a logout ends, by a refresh token or in any other way. */
    private Revocation logout(Event event, String sessionId) {
        Logout logout = new Logout(new RealmSessions(session, realm()), realm().getId(), sessionId);
        return EndingRequest.find(session, OAuth2Constants.REFRESH_TOKEN, event)
                .map(request -> noting(request, RevocationScope.USER_SESSION, logout))
                .orElse(logout);
    }

    /** What ends with a token at the revocation endpoint, or with the consent in the account console. */
    private Optional<Revocation> revokedGrant(Event event, Map<String, String> details) {
        @Nullable
        ClientModel client = Optional.ofNullable(details.get(Details.REVOKED_CLIENT))
                .map(clientId -> realm().getClientByClientId(clientId))
                .orElse(null);
        if (client == null) {
            return Optional.empty();
        }
        return Optional.of(
                details.containsKey(Details.REFRESH_TOKEN_ID)
                        ? givenBack(event, client)
                        : withdrawnConsent(event, client));
    }

    private Revocation givenBack(Event event, ClientModel client) {
        Revocation leftBehind = new SelectionRevocation(
                Selection.ofClientSession(event.getRealmId(), client.getId(), event.getSessionId()),
                RevocationReason.TOKEN_REVOCATION);
        return EndingRequest.find(session, TOKEN_PARAMETER, event)
                .map(request -> noting(
                        request,
                        RevocationScope.CLIENT_SESSION,
                        TokenRevocation.of(request, policyOf(request).isPresent())
                                .<Revocation>map(revocation -> revocation)
                                .orElse(leftBehind)))
                .orElse(leftBehind);
    }

    private Revocation noting(EndingRequest request, RevocationScope ended, Revocation revocation) {
        return request.ending(policyOf(request).orElse(Policy.UNGOVERNED), ended)
                .<Revocation>map(token -> new NotedRevocation(token, revocation, incidents, noted))
                .orElse(revocation);
    }

    private Optional<Policy> policyOf(EndingRequest request) {
        return policy.apply(request.owner().userId());
    }

    private static Revocation withdrawnConsent(Event event, ClientModel client) {
        return new SelectionRevocation(
                Selection.ofClientOfUser(event.getRealmId(), client.getId(), event.getUserId()),
                RevocationReason.CONSENT_WITHDRAWN);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    /**
     * Somebody logged out of a session. The event does not say whether the online session has ended, or the offline one with
     * the same id, or both; and it may come before the end. So that is looked up when the request commits.
     */
    private static final class Logout implements Revocation {

        private final RealmSessions sessions;
        private final String realmId;
        private final String sessionId;
        private @Nullable List<Selection> ended;

        private Logout(RealmSessions sessions, String realmId, String sessionId) {
            this.sessions = sessions;
            this.realmId = realmId;
            this.sessionId = sessionId;
        }

        @Override
        public int revokeIn(FamilyStore store) {
            List<Selection> selections = ended;
            if (selections == null) {
                selections = findEnded();
                ended = selections;
            }
            return selections.stream()
                    .mapToInt(s -> store.revokeAll(s, RevocationReason.SESSION_ENDED))
                    .sum();
        }

        @Override
        public List<SelectionRevocation> ended() {
            return Stream.ofNullable(ended)
                    .flatMap(List::stream)
                    .map(selection -> new SelectionRevocation(selection, RevocationReason.SESSION_ENDED))
                    .toList();
        }

        private List<Selection> findEnded() {
            return Stream.of(false, true)
                    .filter(offline -> sessions.hasEnded(sessionId, offline))
                    .map(offline -> Selection.ofSession(realmId, sessionId, offline))
                    .toList();
        }
    }
}
