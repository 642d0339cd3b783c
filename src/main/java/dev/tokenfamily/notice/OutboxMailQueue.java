package dev.tokenfamily.notice;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** That of Keycloak's outbox. */
record OutboxMailQueue(EntityManager em) implements MailQueue {

    /** In one statement, so that a mail which is just going still waits, or has gone. */
    private static final String OF_USER = "select e from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and ((e.status = :delivered and e.deliveredAt > :since) or e.status = :pending)";

    static OutboxMailQueue of(KeycloakSession session) {
        return new OutboxMailQueue(
                session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    @Override
    public List<OutboxEntryEntity> ofUser(OutboxEntryEntity entry, Instant since) {
        return em.createQuery(OF_USER, OutboxEntryEntity.class)
                .setParameter("kind", entry.getEntryKind())
                .setParameter("owner", entry.getOwnerId())
                .setParameter("delivered", OutboxEntryStatus.DELIVERED)
                .setParameter("since", since)
                .setParameter("pending", OutboxEntryStatus.PENDING)
                .getResultList();
    }

    @Override
    public void remove(OutboxEntryEntity entry) {
        em.remove(entry);
    }
}
