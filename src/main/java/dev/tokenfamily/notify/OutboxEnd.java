package dev.tokenfamily.notify;

import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** Notes in the outbox what became of an errand, in the way in which Keycloak does. */
final class OutboxEnd extends OutboxDrainerTask {

    private final OutboxRound.Begun begun;

    /** For one transaction. */
    OutboxEnd(OutboxConfig config, OutboxRound.Begun begun, OutboxDeliveryResult result) {
        super(config, new Known(config.entryKind(), begun, result), OutboxStore::new);
        this.begun = begun;
    }

    /** Nothing where its lease was over, and another node has delivered it. */
    @Override
    protected void drain(KeycloakSession session, OutboxStore store) {
        @Nullable OutboxEntryEntity entry = store.findById(begun.entryId());
        if (entry != null && entry.getStatus() == OutboxEntryStatus.PENDING) {
            processOne(session, store, entry);
        }
    }

    private record Known(String entryKind, OutboxRound.Begun begun, OutboxDeliveryResult result)
            implements OutboxDeliveryHandler {

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            begun.errand().ended(result, entry);
            return result;
        }
    }
}
