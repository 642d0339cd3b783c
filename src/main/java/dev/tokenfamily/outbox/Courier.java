package dev.tokenfamily.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Delivers what is due in one queue (ADR 8): of all realms beside each other, and of each realm one entry after
 * the other, so that a realm whose mail server or user directory hangs holds up its own; where entries have a receiver
 * ({@code CONTAINER_ID}), so it is of each receiver. A server that dies repeats one of each
 * realm at the most; nodes skip what another one has in hand.
 */
public final class Courier implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    /** For all that one entry takes; Keycloak allows ten seconds for each word of a mail server. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final KeycloakSessionFactory factory;
    private final Messenger messenger;
    private final Outbox outbox;
    private final Errands errands;
    private boolean failing;
    private volatile boolean closed;

    /**
     * Delivers nothing before {@link #deliver} is called.
     *
     * @param messenger whose queue it serves
     * @param kept for how long it is known afterwards what became of each entry
     */
    public Courier(KeycloakSessionFactory factory, Messenger messenger, Duration kept) {
        this.factory = factory;
        this.messenger = messenger;
        this.outbox = new Outbox(factory, messenger, kept);
        this.errands = new Errands(messenger.queue(), DEADLINE);
    }

    /**
     * Begins all deliveries that are due, and returns when none is left that can begin. What fails is tried again next time.
     */
    public synchronized void deliver() {
        try {
            boolean begun;
            do {
                begun = !closed && beginNext();
            } while (begun);
            failing = false;
        } catch (RuntimeException e) { // whatever the database fails with
            if (!failing) {
                LOG.warnf(e, "What is queued in %s is not delivered until this is over", messenger.queue());
            }
            failing = true;
        }
    }

    private boolean beginNext() {
        Optional<Outbox.Entry> taken = outbox.takeNext(errands.underWay());
        taken.ifPresent(entry -> errands.begin(
                entry.turn(), () -> deliverOne(entry), result -> outbox.end(entry, result), this::deliver));
        return taken.isPresent();
    }

    private OutboxDeliveryResult deliverOne(Outbox.Entry taken) {
        Supplier<OutboxDeliveryResult> rest =
                KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> prepare(session, taken));
        return rest.get();
    }

    private Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, Outbox.Entry taken) {
        @Nullable OutboxEntryEntity entry = outbox.find(session, taken);
        @Nullable RealmModel realm = entry == null ? null : session.realms().getRealm(entry.getRealmId());
        if (entry == null || realm == null) {
            return () -> OutboxDeliveryResult.orphaned("The realm is not there any more");
        }
        session.getContext().setRealm(realm);
        return messenger.prepare(session, realm, entry);
    }

    /** Begins nothing more, and lets what is under way come to its end for some seconds. */
    @Override
    public void close() {
        closed = true;
        errands.close();
    }
}
