package dev.tokenfamily.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.outbox.KeptEntry;
import dev.tokenfamily.webhook.Message;
import org.jspecify.annotations.Nullable;

/**
 * Something that is, or was, to be told about a user, in Keycloak's outbox. Times are epoch milliseconds.
 *
 * @param queue by which it is told
 * @param type what it is, in a word
 * @param about the id of what it is about
 * @param content what is needed to tell it; null for webhooks, which tell what is in the incidents and ends, and also what only those
 *     may know who may see events: which admin it was
 * @param state as Keycloak calls it: pending, delivered, or dead_letter where it was given up
 * @param attempts so far
 * @param problem why the last attempt failed; null where none has failed
 * @param createdAt when it was queued
 * @param deliveredAt null where it has not been delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoticeRepresentation(
        String queue,
        String type,
        String about,
        @Nullable String content,
        String state,
        int attempts,
        @Nullable String problem,
        long createdAt,
        @Nullable Long deliveredAt) {

    static NoticeRepresentation of(KeptEntry entry) {
        return new NoticeRepresentation(
                entry.queue(),
                entry.type(),
                entry.about(),
                entry.queue().equals(Message.QUEUE) ? null : entry.payload(),
                entry.state(),
                entry.attempts(),
                entry.problem(),
                entry.createdAt(),
                entry.deliveredAt());
    }
}
