package dev.tokenfamily.notice;

import java.util.function.Supplier;
import org.keycloak.events.outbox.OutboxDeliveryResult;

/** How far a messenger has come with one incident, with the database at hand. */
public sealed interface Telling {

    /** As far as it will. */
    record Done(OutboxDeliveryResult result) implements Telling {}

    /**
     * What is left has to wait for somebody's network, and is done without holding anything of the database.
     *
     * @param rest returns when the network has answered, whenever that is
     */
    record OnTheWay(Supplier<OutboxDeliveryResult> rest) implements Telling {}
}
