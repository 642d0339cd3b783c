package dev.tokenfamily.incident;

import org.jspecify.annotations.Nullable;

/**
 * How far the mail about an incident has come, in the words of Keycloak's outbox ({@code OutboxEntryStatus}).
 *
 * @param state {@code pending}, {@code delivered}, or {@code dead_letter} where it was given up
 * @param attempts so far; 0 or more
 * @param problem why the last attempt failed; null where none has failed
 */
public record MailDelivery(
        String state, int attempts, @Nullable String problem) {}
