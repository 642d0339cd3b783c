package dev.tokenfamily.notice;

import dev.tokenfamily.incident.Channel;
import java.time.Instant;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * The mails about incidents that a user has had within the last 24 hours, and those that are on the way. What tells of more than
 * new places does not wait for mails that told of these alone: whoever travels has many.
 *
 * @param at when each went, by the nodes' clocks
 * @param onTheWay whether one has been closed, and has neither gone nor been given up
 */
record SentMails(List<Instant> at, boolean onTheWay) {

    private static final List<String> QUEUES = List.of(Channel.MAIL.queue(), Channel.DIGEST.queue());

    /** In one statement, so that a mail which is just going is on the way, or has gone. */
    private static final String OF_USER = "select e from OutboxEntryEntity e where e.entryKind in :kinds"
            + " and e.ownerId = :owner and e.id <> :other and ((e.status = :delivered and e.deliveredAt > :since)"
            + " or (e.status = :pending and e.entryKind = :digest))";

    /** Those of the user of that entry, without that one, as far as it must wait for them. */
    static SentMails besides(KeycloakSession session, OutboxEntryEntity entry, Instant now) {
        List<OutboxEntryEntity> mails = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(OF_USER, OutboxEntryEntity.class)
                .setParameter("kinds", QUEUES)
                .setParameter("owner", entry.getOwnerId())
                .setParameter("other", entry.getId())
                .setParameter("delivered", OutboxEntryStatus.DELIVERED)
                .setParameter("since", now.minus(MailSpacing.DAY))
                .setParameter("pending", OutboxEntryStatus.PENDING)
                .setParameter("digest", Channel.DIGEST.queue())
                .getResultList();
        return among(mails, entry.getEntryType());
    }

    /**
     * Those among all of a user for which one of that type must wait.
     *
     * @param all delivered or on the way
     */
    static SentMails among(List<OutboxEntryEntity> all, String type) {
        List<OutboxEntryEntity> mails = all.stream()
                .filter(mail -> type.equals(Channel.OF_PLACES) || !Channel.OF_PLACES.equals(mail.getEntryType()))
                .toList();
        return new SentMails(
                mails.stream()
                        .filter(mail -> mail.getStatus() == OutboxEntryStatus.DELIVERED)
                        .map(OutboxEntryEntity::getDeliveredAt)
                        .toList(),
                mails.stream().anyMatch(mail -> mail.getStatus() == OutboxEntryStatus.PENDING));
    }
}
