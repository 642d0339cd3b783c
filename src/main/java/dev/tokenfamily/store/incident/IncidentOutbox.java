package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.FollowUp;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.MailDelivery;
import dev.tokenfamily.outbox.NewEntry;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** A mail about the incident of that id, which has none yet. */
    void enqueueMail(String incidentId, Owner owner) {
        enqueue(Channel.MAIL, incidentId, owner);
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
        return entries(Channel.MAIL, owners, ids).stream()
                .collect(Collectors.toMap(OutboxEntryEntity::getCorrelationId, IncidentOutbox::delivery));
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

    private void enqueue(Channel channel, Incident incident) {
        enqueue(channel, IncidentEntity.idOf(incident), incident.owner());
    }

    private void enqueue(Channel channel, String incidentId, Owner owner) {
        new NewEntry(channel.queue(), TYPE, owner.realmId(), owner.userId(), incidentId, incidentId).enqueue(em);
    }

    private static String ownerId(Owner owner) {
        return NewEntry.ownerId(owner.realmId(), owner.userId());
    }
}
