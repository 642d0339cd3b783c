package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * How far a message to one receiver is. Not the message: who may see that is another question.
 *
 * @param id of the delivery, and the {@code webhook-id} of all its attempts
 * @param endpoint id of the receiver
 * @param type of the message
 * @param subject what it is about: the id of an incident or of an end
 * @param state a status of Keycloak's outbox, in lower case
 * @param attempts that have failed
 * @param problem of the last attempt; null where there was none
 * @param queuedAt epoch milliseconds
 * @param nextAttemptAt epoch milliseconds; null where none follows
 * @param deliveredAt epoch milliseconds; null where it is not delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryRepresentation(
        String id,
        String endpoint,
        String type,
        String subject,
        String state,
        int attempts,
        @Nullable String problem,
        long queuedAt,
        @Nullable Long nextAttemptAt,
        @Nullable Long deliveredAt) {

    static DeliveryRepresentation of(Delivery delivery) {
        return new DeliveryRepresentation(
                delivery.id(),
                delivery.endpoint(),
                delivery.type(),
                delivery.subject(),
                delivery.state(),
                delivery.attempts(),
                delivery.problem(),
                delivery.queuedAt(),
                delivery.nextAttemptAt(),
                delivery.deliveredAt());
    }
}
