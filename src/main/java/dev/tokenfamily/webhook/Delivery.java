package dev.tokenfamily.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How far a message to one receiver is.
 *
 * @param id of the delivery, which is the {@code webhook-id} of all its attempts
 * @param endpoint id of the receiver
 * @param type of the message, as {@link EventType#type} says it
 * @param subject what it is about, an id of ours
 * @param state a status of Keycloak's outbox, in lower case
 * @param attempts that have failed so far, or all before it was given up
 * @param problem of the last attempt; null where there was none
 * @param queuedAt epoch milliseconds, by the clock of a node
 * @param nextAttemptAt epoch milliseconds; null where none follows
 * @param deliveredAt epoch milliseconds; null where it is not delivered
 */
public record Delivery(
        String id,
        String endpoint,
        String type,
        String subject,
        String state,
        int attempts,
        @Nullable String problem,
        long queuedAt,
        @Nullable Long nextAttemptAt,
        @Nullable Long deliveredAt) {}
