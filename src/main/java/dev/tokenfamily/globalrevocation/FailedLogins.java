package dev.tokenfamily.globalrevocation;

import dev.tokenfamily.family.Address;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Keeps in the realm's events why a caller was refused: the caller itself is told less. */
final class FailedLogins {

    private static final Logger LOG = Logger.getLogger(FailedLogins.class);

    private final KeycloakSession session;

    FailedLogins(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Refuses a credential.
     *
     * @param client that the credential names; null where it names none
     * @param reason for the event; nothing of the credential
     */
    RequestRefused refuse(@Nullable ClientModel client, String reason, @Nullable Exception cause) {
        LOG.debug(reason, cause);
        record(client, reason, Errors.INVALID_CLIENT_CREDENTIALS);
        return RequestRefused.unauthenticated();
    }

    /** Refuses a client that has proven who it is. */
    RequestRefused forbid(ClientModel client, String reason) {
        record(client, reason, Errors.NOT_ALLOWED);
        return RequestRefused.forbidden(reason);
    }

    private void record(@Nullable ClientModel client, String reason, String error) {
        EventBuilder event = new EventBuilder(session.getContext().getRealm(), session)
                .ipAddress(Address.of(session.getContext().getConnection().getRemoteHost()))
                .event(EventType.CLIENT_LOGIN)
                .detail(Details.REASON, reason);
        if (client != null) {
            event.client(client);
        }
        event.error(error);
    }
}
