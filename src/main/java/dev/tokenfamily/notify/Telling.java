package dev.tokenfamily.notify;

import org.keycloak.events.outbox.OutboxDeliveryResult;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** How far a messenger has come with one incident, with the database at hand. */
public sealed interface Telling {

    /** As far as it will. */
    record Done(OutboxDeliveryResult result) implements Telling {}

    /** What is left has to wait for somebody's network, and is done without holding anything of the database. */
    record OnTheWay(Errand errand) implements Telling {}

    /** What is left. */
    interface Errand {

        /** Returns when the network has answered, whenever that is. */
        OutboxDeliveryResult run();

        /**
         * This is what becomes of the entry; called once, at the deadline if not before.
         *
         * @param entry as it was before
         */
        void ended(OutboxDeliveryResult result, OutboxEntryEntity entry);
    }
}
