package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.MailDelivery;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.common.Profile;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * Queues in Keycloak's outbox what is to be told of an incident, in the transaction that records it: whatever happens to
 * this server afterwards, it is told, and only once, since the incident is recorded once.
 */
final class IncidentOutbox {

    private static final String TYPE = "reuse";

    private static final String MAILS = "select e from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId in :owners and e.correlationId in :incidents";

    private final EntityManager em;

    IncidentOutbox(EntityManager em) {
        this.em = em;
    }

    void enqueue(Incident incident, FollowUp followUp) {
        if (followUp.notifyUser()) {
            enqueueMail(incident);
        }
        if (followUp.requiredAction() != null) {
            enqueue(Channel.REQUIRED_ACTION, incident);
        }
        if (Profile.isFeatureEnabled(Profile.Feature.SSF)) {
            enqueue(Channel.SIGNAL, incident);
        }
    }

    /** Nothing but a mail: nobody else is to be told. */
    void enqueueMail(Incident incident) {
        enqueue(Channel.MAIL, incident);
    }

    /** How far the mails about those incidents are, by the incidents' ids; an incident without a mail is left out. */
    Map<String, MailDelivery> mailsAbout(List<IncidentEntity> incidents) {
        return incidents.isEmpty()
                ? Map.of()
                : em
                        .createQuery(MAILS, OutboxEntryEntity.class)
                        .setParameter("kind", Channel.MAIL.queue())
                        .setParameter(
                                "owners",
                                incidents.stream()
                                        .map(row -> ownerId(row.owner()))
                                        .collect(Collectors.toSet()))
                        .setParameter(
                                "incidents",
                                incidents.stream().map(IncidentEntity::id).toList())
                        .getResultList()
                        .stream()
                        .collect(Collectors.toMap(OutboxEntryEntity::getCorrelationId, IncidentOutbox::delivery));
    }

    private static MailDelivery delivery(OutboxEntryEntity entry) {
        return new MailDelivery(
                entry.getStatus().name().toLowerCase(Locale.ROOT), entry.getAttempts(), entry.getLastError());
    }

    private void enqueue(Channel channel, Incident incident) {
        Instant now = Instant.now(); // the outbox goes by the nodes' own clocks
        OutboxEntryEntity entry = new OutboxEntryEntity();
        entry.setId(UUID.randomUUID().toString());
        entry.setEntryKind(channel.queue());
        entry.setRealmId(incident.owner().realmId());
        entry.setOwnerId(ownerId(incident.owner()));
        entry.setCorrelationId(IncidentEntity.idOf(incident));
        entry.setEntryType(TYPE);
        entry.setPayload(IncidentEntity.idOf(incident));
        entry.setStatus(OutboxEntryStatus.PENDING);
        entry.setAttempts(0);
        entry.setNextAttemptAt(now);
        entry.setCreatedAt(now);
        em.persist(entry);
    }

    /** Ids of federated users are longer than the column. */
    private static String ownerId(Owner owner) {
        String user = owner.realmId() + " " + owner.userId();
        return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
