package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentNotice;
import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Gives notice of incidents by one channel. */
public interface IncidentMessenger {

    /** The channel whose queue it delivers. */
    Channel channel();

    /**
     * As {@link dev.tokenfamily.outbox.Messenger#prepare}, of an entry whose incident is there.
     *
     * @param session in which that realm is set, and a request to the realm's configured address, or to
     *     {@code PublicAddress.NOWHERE}
     * @param notice with the realm's configured address, or none
     * @param entry that stands for the incident in the outbox
     * @return what is left to be done; it says what became of the delivery
     */
    Supplier<OutboxDeliveryResult> prepare(
            KeycloakSession session, RealmModel realm, IncidentNotice notice, OutboxEntryEntity entry);

    /** As {@link dev.tokenfamily.outbox.Messenger#ended}. */
    default void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        // not every channel is counted
    }
}
