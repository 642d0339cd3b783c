package dev.tokenfamily.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Delivers what is in one queue of Keycloak's outbox. */
public interface Messenger {

    /** The {@code ENTRY_KIND} of the entries that it delivers; entries outlive a version of ours. */
    String queue();

    /**
     * Before when an entry is not to be delivered, if that is still to come: it is due again then, and that was no attempt. Asked
     * whenever it is due, in the transaction that takes it.
     *
     * @return empty where its time has come
     */
    default Optional<Instant> notBefore(KeycloakSession session, OutboxEntryEntity entry) {
        return Optional.empty();
    }

    /**
     * Does all that takes the database, in one transaction, and hands back the rest. The rest may wait for somebody's network,
     * for as long as that takes; so it is run after the transaction, and holds nothing of the database. Called again after
     * {@link OutboxDeliveryResult#retry}, until Keycloak's outbox gives up.
     *
     * @param session in which that realm is set, and no request
     * @param entry that is to be delivered
     * @return what is left to be done; it says what became of the delivery
     */
    Supplier<OutboxDeliveryResult> prepare(KeycloakSession session, RealmModel realm, OutboxEntryEntity entry);

    /**
     * Called once for each call of {@link #prepare}, in the transaction that notes in the outbox what became of it.
     *
     * @param entry as it was before
     * @param result what became of it: after the last attempt, a failure is {@link OutboxDeliveryResult#deadLetter}
     */
    default void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        // not every queue is counted
    }
}
