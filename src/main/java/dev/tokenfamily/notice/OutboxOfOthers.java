package dev.tokenfamily.notice;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.query.SelectionQuery;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;
import org.keycloak.models.jpa.entities.OutboxEntryStatus;

/** Keycloak's outbox without what some realms have in it. */
final class OutboxOfOthers extends OutboxStore {

    /** Oracle takes no more in one list. */
    private static final int MOST_IN_A_LIST = 1000;

    private static final String DUE = "select e from OutboxEntryEntity e where e.entryKind = :entryKind"
            + " and e.status = :status and e.nextAttemptAt <= :now and e.realmId not in :without"
            + " order by e.nextAttemptAt";

    private final List<String> without;

    /**
     * For one transaction.
     *
     * @param without ids of the realms to be left out
     */
    OutboxOfOthers(KeycloakSession session, List<String> without) {
        super(session);
        this.without = without.subList(0, Math.min(without.size(), MOST_IN_A_LIST));
    }

    @Override
    public List<OutboxEntryEntity> lockDueForDrain(String entryKind, int limit) {
        if (without.isEmpty()) {
            return super.lockDueForDrain(entryKind, limit);
        }
        var query = getEntityManager()
                .createQuery(DUE, OutboxEntryEntity.class)
                .setParameter("entryKind", entryKind)
                .setParameter("status", OutboxEntryStatus.PENDING)
                .setParameter("now", Instant.now())
                .setParameter("without", without)
                .setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
        query.unwrap(SelectionQuery.class).setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        return query.getResultList();
    }
}
