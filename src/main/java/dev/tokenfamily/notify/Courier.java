package dev.tokenfamily.notify;

import dev.tokenfamily.notify.Telling.Errand;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Delivers what is due in one queue of Keycloak's outbox. Each entry in a transaction of its own, so that a server that dies
 * repeats one of each realm at the most; nodes skip what another one has in hand. What waits for a network does so in no
 * transaction, beside what other realms wait for.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    /** As long as an incident is kept by default. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    /** For all that one mail takes; Keycloak allows ten seconds for each word of the mail server. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final int ONE = 1;

    private final KeycloakSessionFactory factory;
    private final IncidentDelivery delivery;
    private final OutboxConfig delivering;
    private final OutboxConfig cleaningUp;
    private final Errands errands;
    private @Nullable Instant lastCleanup;
    private boolean failing;
    private volatile boolean closed;

    /** With Keycloak's own waits between attempts: a second before the second, hours before the eighth and last. */
    public Courier(KeycloakSessionFactory factory, IncidentDelivery delivery) {
        this.factory = factory;
        this.delivery = delivery;
        this.delivering = config(null);
        this.cleaningUp = config(KEPT);
        this.errands = new Errands(delivery.entryKind(), DEADLINE);
    }

    private OutboxConfig config(@Nullable Duration kept) {
        return new OutboxConfig(delivery.entryKind(), ONE, new OutboxBackoff(), kept, kept, kept);
    }

    /** Returns when nothing is due that can begin. What fails is tried again the next time. */
    public synchronized void deliver() {
        try {
            boolean delivered;
            do {
                delivered = !closed && deliverNext();
            } while (delivered);
            failing = false;
        } catch (RuntimeException e) { // whatever the database fails with
            if (!failing) {
                LOG.warnf(e, "What is queued in %s is not delivered until this is over", delivery.entryKind());
            }
            failing = true;
        }
    }

    private boolean deliverNext() {
        OutboxRound round = new OutboxRound(
                cleanupIsDue() ? cleaningUp : delivering, delivery::begin, errands.realmsUnderWay());
        KeycloakModelUtils.runJobInTransaction(factory, round);
        round.begun().ifPresent(this::begin);
        return round.metOne();
    }

    private void begin(OutboxRound.Begun begun) {
        Errand errand = begun.errand();
        errands.begin(begun.realmId(), errand::run, result -> end(begun, result), this::deliver);
    }

    private void end(OutboxRound.Begun begun, OutboxDeliveryResult result) {
        KeycloakModelUtils.runJobInTransaction(factory, new OutboxEnd(delivering, begun, result));
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

    @Override
    public void close() {
        closed = true;
        errands.close();
    }
}
