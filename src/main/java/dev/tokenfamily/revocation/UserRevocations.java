package dev.tokenfamily.revocation;

import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What users and clients end, as events tell it. */
final class UserRevocations {

    private final KeycloakSession session;
    private final BooleanSupplier governed;

    UserRevocations(KeycloakSession session, BooleanSupplier governed) {
        this.session = session;
        this.governed = governed;
    }

    /** Empty where the event ends no family. */
    Optional<? extends Revocation> in(Event event) {
        return switch (event.getType()) {
            case REVOKE_GRANT -> revokedGrant(event, Objects.requireNonNullElse(event.getDetails(), Map.of()));
            case LOGOUT ->
                Optional.ofNullable(event.getSessionId()).map(sessionId -> new Logout(session, realm(), sessionId));
            case USER_DISABLED_BY_PERMANENT_LOCKOUT ->
                Optional.of(new SelectionRevocation(
                        new Selection.OfUser(event.getRealmId(), event.getUserId()), RevocationReason.USER_DISABLED));
            default -> Optional.empty();
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
