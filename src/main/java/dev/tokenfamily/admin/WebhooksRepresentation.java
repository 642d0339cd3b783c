package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of a realm. It has references to secrets, and never a secret.
 *
 * @param endpoints none where the realm has none, or they cannot be read
 * @param hosts that the operator of this server allows, as the option has them; none where no webhooks are delivered at all
 * @param problem why they cannot be read, if somebody has written the attribute of the realm past this resource; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhooksRepresentation(
        List<ConfiguredWebhook> endpoints,
        List<String> hosts,
        @Nullable String problem) {

    /**
     * A receiver, and whether anything could be delivered to it.
     *
     * @param id by which the realm calls it
     * @param url where messages are posted to
     * @param secrets references to entries of the vault
     * @param events what it is told
     * @param problem why nothing is delivered now; null where nothing is known against it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ConfiguredWebhook(
            String id,
            String url,
            List<String> secrets,
            List<String> events,
            @Nullable String problem) {

        static ConfiguredWebhook of(WebhooksRequest.Webhook webhook, @Nullable String problem) {
            return new ConfiguredWebhook(webhook.id(), webhook.url(), webhook.secrets(), webhook.events(), problem);
        }
    }
}
