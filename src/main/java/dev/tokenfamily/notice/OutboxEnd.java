package dev.tokenfamily.notice;

import org.jspecify.annotations.Nullable;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDeliveryHandler;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** Notes in the outbox what became of an entry, in the way in which Keycloak does. */
final class OutboxEnd extends OutboxDrainerTask {

    private final String entryId;

    /** For one transaction. */
    OutboxEnd(OutboxConfig config, IncidentDelivery delivery, String entryId, OutboxDeliveryResult result) {
        super(config, new Known(delivery, result), OutboxStore::new);
        this.entryId = entryId;
    }

    /** Nothing where its lease was over, and another node has delivered it. */
    @Override
    protected void drain(KeycloakSession session, OutboxStore store) {
        @Nullable OutboxEntryEntity entry = store.findById(entryId);
        if (entry != null && entry.getStatus() == OutboxEntryStatus.PENDING) {
            processOne(session, store, entry);
        }
    }

    private record Known(IncidentDelivery delivery, OutboxDeliveryResult result) implements OutboxDeliveryHandler {

        @Override
        public String entryKind() {
            return delivery.entryKind();
        }

        @Override
        public OutboxDeliveryResult deliver(KeycloakSession session, OutboxEntryEntity entry) {
            delivery.ended(session, entry, result);
            return result;
        }
    }
}
