package dev.tokenfamily.notice;

import dev.tokenfamily.notice.OutboxRound.Taken;
import dev.tokenfamily.notice.Telling.Done;
import dev.tokenfamily.notice.Telling.OnTheWay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Delivers what is due in one queue of Keycloak's outbox: of all realms beside each other, and of each realm one entry after
 * the other, so that a realm whose mail server or user directory hangs holds up its own. A server that dies repeats one of each
 * realm at the most; nodes skip what another one has in hand.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    /** For all that one entry takes; Keycloak allows ten seconds for each word of a mail server. */
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

    /**
     * With Keycloak's own waits between attempts: a second before the second, hours before the eighth and last.
     *
     * @param kept for how long it is known afterwards what became of each
     */
    public Courier(KeycloakSessionFactory factory, IncidentDelivery delivery, Duration kept) {
        this.factory = factory;
        this.delivery = delivery;
        this.delivering = config(null);
        this.cleaningUp = config(kept);
        this.errands = new Errands(delivery.entryKind(), DEADLINE);
    }

    private OutboxConfig config(@Nullable Duration kept) {
        return new OutboxConfig(delivery.entryKind(), ONE, new OutboxBackoff(), kept, kept, kept);
    }

    /** Returns when nothing is due that can begin. What fails is tried again the next time. */
    public synchronized void deliver() {
        try {
            boolean begun;
            do {
                begun = !closed && beginNext();
            } while (begun);
            failing = false;
        } catch (RuntimeException e) { // whatever the database fails with
            if (!failing) {
                LOG.warnf(e, "What is queued in %s is not delivered until this is over", delivery.entryKind());
            }
            failing = true;
        }
    }

    private boolean beginNext() {
        OutboxRound round = new OutboxRound(cleanupIsDue() ? cleaningUp : delivering, errands.realmsUnderWay());
        KeycloakModelUtils.runJobInTransaction(factory, round);
        Optional<Taken> taken = round.taken();
        taken.ifPresent(entry ->
                errands.begin(entry.realmId(), () -> told(entry), result -> end(entry, result), this::deliver));
        return taken.isPresent();
    }

    private OutboxDeliveryResult told(Taken entry) {
        Telling telling = KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> delivery.tell(session, entry.entryId()));
        return telling instanceof OnTheWay onTheWay ? onTheWay.rest().get() : ((Done) telling).result();
    }

    private void end(Taken entry, OutboxDeliveryResult result) {
        KeycloakModelUtils.runJobInTransaction(factory, new OutboxEnd(delivering, delivery, entry.entryId(), result));
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
