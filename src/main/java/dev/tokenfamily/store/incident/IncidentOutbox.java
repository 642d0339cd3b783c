package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.MailDelivery;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.store.family.OwnedRow;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.Profile;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/**
 * Queues in Keycloak's outbox what is to be told of an incident, in the transaction that records it: whatever happens to
 * this server afterwards, it is told, and only once, since the incident is recorded once.
 */
final class IncidentOutbox {

    private static final String TYPE = "reuse";

    private static final String ENTRIES = "select e from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId in :owners and e.correlationId in :incidents";

    private static final String BY_ID = "select e from OutboxEntryEntity e where e.id in :ids";

    private static final String SINCE = "select count(e) from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and e.createdAt > :since";

    private static final Duration HOUR = Duration.ofHours(1);

    private final EntityManager em;

    IncidentOutbox(EntityManager em) {
        this.em = em;
    }

    /** What is told of an incident whose row is new. A signal is of one session that has ended: each of them is told. */
    void enqueue(IncidentEntity row, FollowUp followUp) {
        if (followUp.notifyUser()) {
            gatherForMail(row);
        }
        if (followUp.requiredAction() != null && isFirstOfHour(row.owner())) {
            enqueue(Channel.REQUIRED_ACTION, row.id(), row.owner());
        }
        if (Profile.isFeatureEnabled(Profile.Feature.SSF)) {
            enqueue(Channel.SIGNAL, row.id(), row.owner());
        }
    }

    /**
     * Nothing but a mail, about an incident that this transaction has recorded: nobody else is to be told. Fails at a unique key where
     * another node has opened a mail for that user meanwhile; the transaction can be repeated.
     */
    void enqueueMail(Incident incident) {
        IncidentEntity row = em.find(
                IncidentEntity.class,
                new OwnedRow.Key(IncidentEntity.idOf(incident), incident.owner().realmId()));
        gatherForMail(row);
        em.flush();
    }

    private void gatherForMail(IncidentEntity row) {
        new GatheredMail(em).gather(row);
    }

    /** The realm is prepared for a demand once, whatever there is to be demanded of a user. */
    private boolean isFirstOfHour(Owner owner) {
        return em.createQuery(SINCE, Long.class)
                        .setParameter("kind", Channel.REQUIRED_ACTION.queue())
                        .setParameter("owner", ownerId(owner))
                        .setParameter("since", Instant.now().minus(HOUR))
                        .getSingleResult()
                == 0;
    }

    /** A mail about an incident, which has none yet: at once, since an admin wants it. */
    void enqueueMail(String incidentId, Owner owner) {
        new NewEntry(Channel.MAIL.queue(), Channel.BY_ADMIN, owner.realmId(), owner.userId(), incidentId, incidentId)
                .enqueue(em);
    }

    /** Has the realm of the incident prepared for a demand at the next login; nothing where that is queued already. */
    void enqueueRequiredAction(String incidentId, Owner owner) {
        Channel channel = Channel.REQUIRED_ACTION;
        if (entries(channel, Set.of(ownerId(owner)), List.of(incidentId)).isEmpty()) {
            enqueue(channel, incidentId, owner);
        }
    }

    /** How far the mails about those incidents are, by the incidents' ids; an incident without a mail is left out. */
    Map<String, MailDelivery> mailsAbout(List<IncidentEntity> incidents) {
        if (incidents.isEmpty()) {
            return Map.of();
        }
        Set<String> owners = incidents.stream().map(row -> ownerId(row.owner())).collect(Collectors.toSet());
        List<String> ids = incidents.stream().map(IncidentEntity::id).toList();
        Map<String, MailDelivery> mails = new HashMap<>();
        Map<String, MailDelivery> gathered = gathered(incidents);
        incidents.forEach(row -> Optional.ofNullable(row.mailId)
                .flatMap(mail -> Optional.ofNullable(gathered.get(mail)))
                .ifPresent(mail -> mails.put(row.id(), mail)));
        entries(Channel.MAIL, owners, ids).forEach(entry -> mails.put(entry.getCorrelationId(), delivery(entry)));
        return mails;
    }

    /** How far the mails are that incidents were gathered for, by the ids of their entries. */
    private Map<String, MailDelivery> gathered(List<IncidentEntity> incidents) {
        Set<String> ids =
                incidents.stream().flatMap(row -> Stream.ofNullable(row.mailId)).collect(Collectors.toSet());
        return ids.isEmpty()
                ? Map.of()
                : em.createQuery(BY_ID, OutboxEntryEntity.class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(OutboxEntryEntity::getId, IncidentOutbox::delivery));
    }

    private List<OutboxEntryEntity> entries(Channel channel, Set<String> owners, List<String> incidents) {
        return em.createQuery(ENTRIES, OutboxEntryEntity.class)
                .setParameter("kind", channel.queue())
                .setParameter("owners", owners)
                .setParameter("incidents", incidents)
                .getResultList();
    }

    private static MailDelivery delivery(OutboxEntryEntity entry) {
        return new MailDelivery(
                entry.getStatus().name().toLowerCase(Locale.ROOT), entry.getAttempts(), entry.getLastError());
    }

    private void enqueue(Channel channel, String incidentId, Owner owner) {
        new NewEntry(channel.queue(), TYPE, owner.realmId(), owner.userId(), incidentId, incidentId).enqueue(em);
    }

    private static String ownerId(Owner owner) {
        return NewEntry.ownerId(owner.realmId(), owner.userId());
    }
}
