package dev.tokenfamily.store;

import dev.tokenfamily.outbox.KeptEntries;
import dev.tokenfamily.outbox.KeptEntry;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.models.jpa.entities.OutboxEntryEntity;

/** Our entries in Keycloak's outbox, by whom they concern. */
final class OutboxRows implements KeptEntries {

    private static final int BATCH = 1000;

    private static final String OF_USER = "select e from OutboxEntryEntity e where e.entryKind in :kinds"
            + " and e.ownerId = :owner order by e.createdAt desc, e.id";

    private static final String IDS_OF_USER =
            "select e.id from OutboxEntryEntity e where e.entryKind in :kinds and e.ownerId = :owner";

    private static final String IDS_OF_REALM =
            "select e.id from OutboxEntryEntity e where e.entryKind in :kinds and e.realmId = :owner";

    private static final String REMOVAL = "delete from OutboxEntryEntity e where e.id in :ids";

    private final FamilyDatabase database;

    OutboxRows(FamilyDatabase database) {
        this.database = database;
    }

    @Override
    public List<KeptEntry> of(String realmId, String userId, int first, int max) {
        return database.transactAside(em -> em.createQuery(OF_USER, OutboxEntryEntity.class)
                .setParameter("kinds", QUEUES)
                .setParameter("owner", NewEntry.ownerId(realmId, userId))
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultStream()
                .map(KeptEntry::of)
                .toList());
    }

    /** Removes what there is about a user. Whoever has an entry in hand finds it gone. */
    void removeOfUser(String realmId, String userId) {
        removeAll(IDS_OF_USER, NewEntry.ownerId(realmId, userId));
    }

    /** Removes what there is of a realm. */
    void removeOfRealm(String realmId) {
        removeAll(IDS_OF_REALM, realmId);
    }

    private void removeAll(String ids, String owner) {
        boolean found;
        do {
            found = database.transactAside(em -> removeBatch(em, ids, owner));
        } while (found);
    }

    private static boolean removeBatch(EntityManager em, String query, String owner) {
        List<String> ids = em.createQuery(query, String.class)
                .setParameter("kinds", QUEUES)
                .setParameter("owner", owner)
                .setMaxResults(BATCH)
                .getResultList();
        if (ids.isEmpty()) {
            return false;
        }
        em.createQuery(REMOVAL).setParameter("ids", ids).executeUpdate();
        return true;
    }
}
