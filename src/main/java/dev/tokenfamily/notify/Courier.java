package dev.tokenfamily.notify;

import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Delivers what is due in one queue of Keycloak's outbox. Each entry in a transaction of its own, so that a server that dies
 * repeats one at the most; nodes skip what another one has in hand.
 */
public final class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    private static final int ONE = 1;

    private final KeycloakSessionFactory factory;
    private final OutboxDeliveryHandler handler;
    private final OutboxConfig delivering;
    private final OutboxConfig cleaningUp;
    private @Nullable Instant lastCleanup;
    private boolean failing;

    /**
     * With Keycloak's own waits between attempts: a second before the second, hours before the eighth and last.
     *
     * @param kept for how long it is known afterwards what became of each
     */
    public Courier(KeycloakSessionFactory factory, OutboxDeliveryHandler handler, Duration kept) {
        this.factory = factory;
        this.handler = handler;
        this.delivering = config(null);
        this.cleaningUp = config(kept);
    }

    private OutboxConfig config(@Nullable Duration kept) {
        return new OutboxConfig(handler.entryKind(), ONE, new OutboxBackoff(), kept, kept, kept);
    }

    /** Returns when nothing is due. What fails is tried again the next time. */
    public void deliver() {
        try {
            boolean delivered;
            do {
                delivered = deliverNext();
            } while (delivered);
            failing = false;
        } catch (RuntimeException e) { // whatever the database fails with
            if (!failing) {
                LOG.warnf(e, "What is queued in %s is not delivered until this is over", handler.entryKind());
            }
            failing = true;
        }
    }

    private boolean deliverNext() {
        Round round = new Round(cleanupIsDue() ? cleaningUp : delivering, handler);
        KeycloakModelUtils.runJobInTransaction(factory, round);
        return round.metOne;
    }

    /** Seldom: it takes three statements more. */
    private boolean cleanupIsDue() {
        Instant now = Instant.now();
        boolean due = lastCleanup == null || now.isAfter(lastCleanup.plus(BETWEEN_CLEANUPS));
        if (due) {
            lastCleanup = now;
        }
        return due;
    }

    private static final class Round extends OutboxDrainerTask {

        private boolean metOne;

        Round(OutboxConfig config, OutboxDeliveryHandler handler) {
            super(config, handler, OutboxStore::new);
        }

        @Override
        protected void processOne(KeycloakSession session, OutboxStore store, OutboxEntryEntity entry) {
            metOne = true;
            super.processOne(session, store, entry);
        }
    }
}
