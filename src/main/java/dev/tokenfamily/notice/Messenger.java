package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.Incidents.Told;
import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Tells of incidents by one channel. */
public interface Messenger {

    /** By which one. */
    Channel channel();

    /**
     * Tells of one. Called again after {@link OutboxDeliveryResult#retry}, until Keycloak's outbox gives up.
     *
     * @param session in which that realm is set, and where the realm's address is known, a request to it
     * @param entry that stands for it in the outbox
     */
    Telling tell(KeycloakSession session, RealmModel realm, Told told, OutboxEntryEntity entry);

    /**
     * Called once for each call of the other, with what becomes of it.
     *
     * @param entry as it was before
     */
    default void ended(RealmModel realm, OutboxEntryEntity entry, OutboxDeliveryResult result) {
        // who is told need not be counted
    }
}
