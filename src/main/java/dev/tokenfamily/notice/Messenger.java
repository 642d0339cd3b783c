package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentNotice;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Gives notice of incidents by one channel. */
public interface Messenger {

    /** The channel whose queue it delivers. */
    Channel channel();

    /**
     * Does all that takes the database, in one transaction, and hands back the rest. The rest may wait for somebody's network,
     * for as long as that takes; so it is run after the transaction, and holds nothing of the database. Called again after
     * {@link OutboxDeliveryResult#retry}, until Keycloak's outbox gives up.
     *
     * @param session in which that realm is set, and a request to the realm's configured address, or to
     *     {@code PublicAddress.NOWHERE}
     * @param notice with the realm's configured address, or none
     * @param entry that stands for the incident in the outbox
     * @return what is left to be done; it says what became of the delivery
     */
    Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, RealmModel realm, IncidentNotice notice, OutboxEntryEntity entry);

    /**
     * Called once for each call of {@link #prepare}, in the transaction that notes in the outbox what became of it.
     *
     * @param entry as it was before
     */
    default void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        // not every channel is counted
    }
}
