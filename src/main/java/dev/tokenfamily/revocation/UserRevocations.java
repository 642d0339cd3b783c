package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** What users and clients end, as events tell it. */
final class UserRevocations {

    private final KeycloakSession session;
    private final BooleanSupplier governed;
    private final CredentialChanges credentialChanges;

    UserRevocations(KeycloakSession session, BooleanSupplier governed, CredentialChanges credentialChanges) {
        this.session = session;
        this.governed = governed;
        this.credentialChanges = credentialChanges;
    }

    /** Empty where the event ends no family. */
    List<? extends Revocation> in(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        return switch (event.getType()) {
            case REVOKE_GRANT -> revokedGrant(event, details).stream().toList();
            case LOGOUT ->
                Stream.ofNullable(event.getSessionId())
                        .map(sessionId -> new Logout(session, realm(), sessionId))
                        .toList();
            case USER_DISABLED_BY_PERMANENT_LOCKOUT ->
                List.of(new SelectionRevocation(
                        new Selection.OfUser(event.getRealmId(), event.getUserId()), RevocationReason.USER_DISABLED));
            case UPDATE_CREDENTIAL ->
                PasswordCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE))
                        ? credentialChanges.of(realm(), event.getUserId())
                        : List.of();
            case REMOVE_CREDENTIAL -> credentialChanges.of(realm(), event.getUserId());
            default -> List.of();
        };
    }

    /** Of a token at the revocation endpoint, or of the consent in the account console. */
    private Optional<? extends Revocation> revokedGrant(Event event, Map<String, String> details) {
        if (details.containsKey(Details.REFRESH_TOKEN_ID)) {
            return TokenRevocation.in(session, event.getUserId(), governed);
        }
        return Optional.ofNullable(details.get(Details.REVOKED_CLIENT))
                .map(clientId -> realm().getClientByClientId(clientId))
                .map(client -> withdrawnConsent(event, client));
    }

    private static Revocation withdrawnConsent(Event event, ClientModel client) {
        return new SelectionRevocation(
                new Selection.OfClientOfUser(event.getRealmId(), client.getId(), event.getUserId()),
                RevocationReason.CONSENT_WITHDRAWN);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
