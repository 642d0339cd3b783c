package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.outbox.NewEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/**
 * The mail that the incidents of a user are gathered for: an entry of the outbox, of which each user has one that is open at the
 * most, whatever the nodes do. That its correlation id is {@link #OPEN} makes it so, for these are unique. Once it is closed, its
 * correlation id is its own id. Whoever gathers and whoever closes lock it first, so that no incident falls between two mails.
 */
final class GatheredMail {

    /** The correlation id of a mail that takes more incidents. */
    static final String OPEN = "open";

    /** What the entries are about that tell of more than new places. */
    static final String TYPE = "incidents";

    private static final String OF_USER = "select e.id from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and e.correlationId = :gathering";

    private static final String CLOSE = "update OutboxEntryEntity e set e.correlationId = e.id where e.id = :id"
            + " and e.correlationId = :gathering";

    /** Due now, for it may have been put off because of others that told of places. */
    private static final String MORE_THAN_PLACES =
            "update OutboxEntryEntity e set e.entryType = :type, e.nextAttemptAt = :due"
                    + " where e.id = :id and e.entryType = :places";

    private final EntityManager em;

    GatheredMail(EntityManager em) {
        this.em = em;
    }

    /**
     * Has an incident told by the user's next mail, in the transaction that records it. Where another node opens that mail at the
     * same moment, the transaction fails at a unique key when it is flushed, and can be repeated.
     */
    void gather(IncidentEntity row) {
        boolean ofPlace = row.kind.equals(IncidentKind.ORIGIN_CHANGE.text());
        Optional<OutboxEntryEntity> open = open(row.owner());
        row.mailId = open.map(OutboxEntryEntity::getId)
                .orElseGet(() -> begin(row.owner(), ofPlace ? Channel.OF_PLACES : TYPE));
        if (!ofPlace) {
            open.filter(entry -> entry.getEntryType().equals(Channel.OF_PLACES))
                    .ifPresent(entry -> tellMoreThanPlaces(entry.getId()));
        }
    }

    private void tellMoreThanPlaces(String id) {
        em.createQuery(MORE_THAN_PLACES)
                .setParameter("type", TYPE)
                .setParameter("due", Instant.now()) // the outbox goes by the nodes' own clocks
                .setParameter("id", id)
                .setParameter("places", Channel.OF_PLACES)
                .executeUpdate();
    }

    /** The user's open mail, which is locked then; empty where there is none. */
    private Optional<OutboxEntryEntity> open(Owner owner) {
        List<String> found = em.createQuery(OF_USER, String.class) // without a lock, by which InnoDB would lock a gap
                .setParameter("kind", Channel.DIGEST.queue())
                .setParameter("owner", NewEntry.ownerId(owner.realmId(), owner.userId()))
                .setParameter("gathering", OPEN)
                .getResultList();
        return found.stream().flatMap(this::locked).filter(this::isStillOpen).findFirst();
    }

    private Stream<OutboxEntryEntity> locked(String id) {
        return Stream.ofNullable(em.find(OutboxEntryEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private boolean isStillOpen(OutboxEntryEntity entry) {
        if (!entry.getCorrelationId().equals(OPEN)) {
            return false;
        }
        boolean pending = entry.getStatus() == OutboxEntryStatus.PENDING;
        if (!pending) { // given up before anybody delivered it: it must not be in the way of the next one
            close(entry.getId());
        }
        return pending;
    }

    private String begin(Owner owner, String type) {
        return new NewEntry(Channel.DIGEST.queue(), type, owner.realmId(), owner.userId(), OPEN, owner.userId())
                .enqueue(em);
    }

    /** Closes a mail, and waits for whoever gathers an incident for it; does nothing where it is closed. */
    void close(String id) {
        em.createQuery(CLOSE)
                .setParameter("id", id)
                .setParameter("gathering", OPEN)
                .executeUpdate();
    }
}
