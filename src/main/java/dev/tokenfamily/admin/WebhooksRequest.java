package dev.tokenfamily.admin;

import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.Endpoints;
import dev.tokenfamily.webhook.EventType;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * The webhooks that a realm is to have, in place of those it has.
 *
 * @param endpoints none where it is to have none
 */
record WebhooksRequest(List<Webhook> endpoints) {

    /** The fields of the body. */
    static final Set<String> FIELDS = Set.of("endpoints");

    /**
     * A receiver.
     *
     * @param id by which the realm calls it
     * @param url where messages are posted to
     * @param secrets references to entries of the vault
     * @param events what it is told
     */
    public record Webhook(String id, String url, List<String> secrets, List<String> events) {

        static Webhook of(Endpoint endpoint) {
            return new Webhook(
                    endpoint.id(),
                    endpoint.url().toString(),
                    endpoint.secrets(),
                    endpoint.events().stream().sorted().map(EventType::text).toList());
        }
    }

    /** Reads a body of JSON; 400 for anything else than these fields, 413 for more than 64 KiB. */
    static Endpoints read(InputStream body) throws IOException {
        RequestBody given = RequestBody.read(body, FIELDS);
        try {
            return given.has("endpoints") ? Endpoints.of(given.json("endpoints")) : Endpoints.NONE;
        } catch (InvalidWebhooksException e) {
            throw RequestBody.invalid(e.getMessage());
        }
    }

    /** For the admin event: with references, and without secrets. */
    static WebhooksRequest of(Endpoints endpoints) {
        return new WebhooksRequest(endpoints.list().stream().map(Webhook::of).toList());
    }
}
