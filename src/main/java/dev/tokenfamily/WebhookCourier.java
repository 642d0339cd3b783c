package dev.tokenfamily;

import dev.tokenfamily.background.Daemon;
import dev.tokenfamily.outbox.Courier;
import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.delivery.WebhookMessenger;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.keycloak.events.outbox.OutboxDeliveryOutcome;
import org.keycloak.models.KeycloakSessionFactory;

/** Who tells other systems, until the server stops; on a thread of its own. */
final class WebhookCourier implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final WebhookMessenger messenger;
    private final Courier courier;
    private final Daemon daemon;

    /**
     * Begins at once; the tables must be there.
     *
     * @param hosts that are told at all
     * @param counted is told what became of each attempt, and in which realm, by its name
     * @param kept for how long it is known what became of a message, and for how long it can be replayed
     */
    WebhookCourier(
            KeycloakSessionFactory factory,
            AllowedHosts hosts,
            BiConsumer<OutboxDeliveryOutcome, String> counted,
            Duration kept) {
        messenger = new WebhookMessenger(hosts, counted);
        courier = new Courier(factory, messenger, kept);
        daemon = new Daemon(messenger.queue(), PAUSE, courier::deliver);
    }

    /** It looks at once whether there is something to tell. */
    void wake() {
        daemon.wake();
    }

    @Override
    public void close() {
        daemon.close();
        courier.close();
        messenger.close();
    }
}
