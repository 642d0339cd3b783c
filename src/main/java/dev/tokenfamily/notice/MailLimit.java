package dev.tokenfamily.notice;

import java.time.Duration;
import java.time.Instant;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * How many mails a user gets within a day. Two nodes that send one at the same moment do not see each other's.
 *
 * @param perDay at least 1
 */
public record MailLimit(int perDay) {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String SENT = "select count(e) from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and e.status = :delivered and e.deliveredAt > :since";

    /** Whether the user of that entry has had them. */
    boolean reached(KeycloakSession session, OutboxEntryEntity entry) {
        long sent = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(SENT, Long.class)
                .setParameter("kind", entry.getEntryKind())
                .setParameter("owner", entry.getOwnerId())
                .setParameter("delivered", OutboxEntryStatus.DELIVERED)
                .setParameter("since", Instant.now().minus(DAY))
                .getSingleResult();
        return sent >= perDay;
    }
}
