package dev.tokenfamily.outbox;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * Something that is to be told, as it is queued in Keycloak's outbox: due at once.
 *
 * @param queue of the {@link Messenger} that delivers it
 * @param type what it is, in a word
 * @param realmId of the realm; the entry goes with it
 * @param userId whom it concerns
 * @param correlationId what it is about, an id of ours; there is one entry of that queue, user and id at the most
 * @param payload what the messenger needs to know; neither a token nor a secret
 */
public record NewEntry(String queue, String type, String realmId, String userId, String correlationId, String payload) {

    /**
     * Queues it in that transaction: whatever happens to this server after its commit, it is told.
     *
     * @return the id of its entry
     */
    public String enqueue(EntityManager em) {
        return enqueue(em, null);
    }

    /**
     * The same, for one of several receivers of the realm: what one holds up is no other's.
     *
     * @param receiver the {@code CONTAINER_ID}, of 64 characters at most; null where there is but one
     * @return the id of its entry
     */
    public String enqueue(EntityManager em, @Nullable String receiver) {
        Instant now = Instant.now(); // the outbox goes by the nodes' own clocks
        OutboxEntryEntity entry = new OutboxEntryEntity();
        entry.setId(UUID.randomUUID().toString());
        entry.setEntryKind(queue);
        entry.setRealmId(realmId);
        entry.setOwnerId(ownerId(realmId, userId));
        entry.setContainerId(receiver);
        entry.setCorrelationId(correlationId);
        entry.setEntryType(type);
        entry.setPayload(payload);
        entry.setStatus(OutboxEntryStatus.PENDING);
        entry.setAttempts(0);
        entry.setNextAttemptAt(now);
        entry.setCreatedAt(now);
        em.persist(entry);
        return entry.getId();
    }

    /** The {@code OWNER_ID} of entries about that user: ids of federated users are longer than the column. */
    public static String ownerId(String realmId, String userId) {
        String user = realmId + " " + userId;
        return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
