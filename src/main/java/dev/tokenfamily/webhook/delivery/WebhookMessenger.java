package dev.tokenfamily.webhook.delivery;

import dev.tokenfamily.log.LogField;
import dev.tokenfamily.notice.PublicAddress;
import dev.tokenfamily.outbox.Messenger;
import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.Endpoints;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import dev.tokenfamily.webhook.Message;
import dev.tokenfamily.webhook.Signature;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Delivers messages to the receivers of realms, as Standard Webhooks 1.0 says. What is wrong is tried again, whatever it is, and shown
 * to the admins of the realm: they, or the operator, can mend it, and replay what was given up.
 */
public final class WebhookMessenger implements Messenger, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WebhookMessenger.class);

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int ERROR = 400;

    private final AllowedHosts hosts;
    private final BiConsumer<OutboxDeliveryOutcome, String> counted;
    private final HttpsPost post = new HttpsPost(HttpsPost.DEADLINE);

    /**
     * Delivers to those hosts only.
     *
     * @param counted is told what became of each attempt, and in which realm, by its name
     */
    public WebhookMessenger(AllowedHosts hosts, BiConsumer<OutboxDeliveryOutcome, String> counted) {
        this.hosts = hosts;
        this.counted = counted;
    }

    @Override
    public String queue() {
        return Message.QUEUE;
    }

    @Override
    public Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry) {
        try {
            Optional<Endpoint> endpoint =
                    Endpoints.parse(realm.getAttribute(Endpoints.ATTRIBUTE)).find(entry.getContainerId());
            return endpoint.isPresent()
                    ? delivery(session, realm, entry, endpoint.get())
                    : () -> OutboxDeliveryResult.orphaned("The realm has no such webhook any more");
        } catch (InvalidWebhooksException e) {
            return () -> problem(entry, realm.getName(), e.getMessage());
        }
    }

    private Supplier<OutboxDeliveryResult> delivery(
            KeycloakSession session, RealmModel realm, OutboxEntryEntity entry, Endpoint endpoint) {
        AllowedHosts.Entry receiver = hosts.require(endpoint);
        List<Signature.Key> keys = new Secrets(session.vault()).of(endpoint);
        SSLContext trusted = Trust.of(session);
        String id = entry.getId();
        String body = Message.event(entry.getPayload(), id, PublicAddress.ofRealm(session, realm));
        String realmName = realm.getName();
        return () -> {
            long now = Instant.now().getEpochSecond(); // the receiver's clock knows nothing of Keycloak's
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    "application/cloudevents+json; charset=utf-8",
                    "User-Agent",
                    "keycloak-token-family",
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    Long.toString(now),
                    "webhook-signature",
                    Signature.header(id, now, body, keys));
            try {
                int status = post.send(
                        endpoint.url().toString(),
                        trusted,
                        new CheckedAddresses(receiver, InetAddress::getAllByName),
                        headers,
                        body.getBytes(StandardCharsets.UTF_8));
                return answered(status)
                        .map(what -> problem(entry, realmName, what))
                        .orElseGet(OutboxDeliveryResult::delivered);
            } catch (HttpsPost.Failed e) {
                return problem(entry, realmName, e.getMessage());
            }
        };
    }

    /** What is wrong with an answer of that status; empty where nothing is. */
    static Optional<String> answered(int status) {
        if (status >= OK && status < REDIRECTION) {
            return Optional.empty();
        }
        String what = status >= REDIRECTION && status < ERROR ? "%d, and redirects are not followed" : "%d";
        return Optional.of("The host answered " + what.formatted(status));
    }

    private static OutboxDeliveryResult problem(OutboxEntryEntity entry, String realmName, @Nullable String what) {
        LOG.warnf(
                "Webhook %s of the realm %s: %s (delivery %s)",
                LogField.of(entry.getContainerId()), LogField.of(realmName), LogField.of(what), entry.getId());
        return OutboxDeliveryResult.retry(what);
    }

    @Override
    public void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        counted.accept(result.outcome(), realm.getName());
    }

    /** Gives up nothing that is under way. */
    @Override
    public void close() {
        post.close();
    }
}
