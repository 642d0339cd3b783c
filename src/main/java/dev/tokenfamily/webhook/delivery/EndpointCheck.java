package dev.tokenfamily.webhook.delivery;

import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** What an admin is told before anything is delivered. No address is looked up for that. */
public final class EndpointCheck {

    private final KeycloakSession session;
    private final AllowedHosts hosts;

    /** By the vault of the realm that is set in that session, and by what the operator allows. */
    public EndpointCheck(KeycloakSession session, AllowedHosts hosts) {
        this.session = session;
        this.hosts = hosts;
    }

    /** Why nothing could be delivered to that endpoint now; null where nothing is known against it. */
    public @Nullable String problem(Endpoint endpoint) {
        try {
            hosts.require(endpoint);
            new Secrets(session.vault()).of(endpoint);
            return null;
        } catch (InvalidWebhooksException e) {
            return e.getMessage();
        }
    }
}
