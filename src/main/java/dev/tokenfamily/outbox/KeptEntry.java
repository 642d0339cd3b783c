package dev.tokenfamily.outbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * What Keycloak's outbox keeps of something that is, or was, to be told about a user. Times are epoch milliseconds of the clocks of
 * the nodes.
 *
 * @param queue in which it is
 * @param type what it is, in a word
 * @param about the id of what it is about
 * @param payload what its messenger needs to know
 * @param state as Keycloak calls it, in lower case
 * @param attempts so far; 0 or more
 * @param problem why the last attempt failed; null where none has failed
 * @param deliveredAt null where it has not been delivered
 */
public record KeptEntry(
        String queue,
        String type,
        String about,
        String payload,
        String state,
        int attempts,
        @Nullable String problem,
        long createdAt,
        @Nullable Long deliveredAt) {

    /** What an entry says. */
    public static KeptEntry of(OutboxEntryEntity entry) {
        return new KeptEntry(
                entry.getEntryKind(),
                entry.getEntryType(),
                entry.getCorrelationId(),
                entry.getPayload(),
                entry.getStatus().name().toLowerCase(Locale.ROOT),
                entry.getAttempts(),
                entry.getLastError(),
                entry.getCreatedAt().toEpochMilli(),
                entry.getDeliveredAt() == null
                        ? null
                        : Long.valueOf(entry.getDeliveredAt().toEpochMilli()));
    }
}
