package dev.tokenfamily.store.incident;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.incident.Channel;
import dev.tokenfamily.outbox.NewEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** What the entries are about. */
    static final String TYPE = "incidents";

    private static final String OF_USER = "select e.id from OutboxEntryEntity e where e.entryKind = :kind"
            + " and e.ownerId = :owner and e.correlationId = :gathering";

    private static final String CLOSE = "update OutboxEntryEntity e set e.correlationId = e.id where e.id = :id"
            + " and e.correlationId = :gathering";

    private final EntityManager em;

    GatheredMail(EntityManager em) {
        this.em = em;
    }

    /**
     * Has an incident told by the user's next mail, in the transaction that records it. Where another node opens that mail at the
     * same moment, the transaction fails at a unique key when it is flushed, and can be repeated.
     */
    void gather(IncidentEntity row) {
        row.mailId = open(row.owner()).orElseGet(() -> begin(row.owner()));
    }

    /** The id of the user's open mail, which is locked then; empty where there is none. */
    private Optional<String> open(Owner owner) {
        List<String> found = em.createQuery(OF_USER, String.class) // without a lock, by which InnoDB would lock a gap
                .setParameter("kind", Channel.DIGEST.queue())
                .setParameter("owner", NewEntry.ownerId(owner.realmId(), owner.userId()))
                .setParameter("gathering", OPEN)
                .getResultList();
        return found.stream().filter(this::isStillOpen).findFirst();
    }

    private boolean isStillOpen(String id) {
        @Nullable OutboxEntryEntity entry = em.find(OutboxEntryEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (entry == null || !entry.getCorrelationId().equals(OPEN)) {
            return false;
        }
        boolean pending = entry.getStatus() == OutboxEntryStatus.PENDING;
        if (!pending) { // given up before anybody delivered it: it must not be in the way of the next one
            close(id);
        }
        return pending;
    }

    private String begin(Owner owner) {
        return new NewEntry(Channel.DIGEST.queue(), TYPE, owner.realmId(), owner.userId(), OPEN, owner.userId())
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
