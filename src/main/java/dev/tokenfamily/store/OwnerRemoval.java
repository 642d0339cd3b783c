package dev.tokenfamily.store;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.store.database.FamilyDatabase;
import dev.tokenfamily.store.statistic.JpaStatisticStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Removes what there is of removed realms, clients and users: after the removal has been committed, off the request's
 * thread, in batches; and once more some time later ({@link Removals}), when somebody may have been added with the same id. What a crash
 * leaves behind is purged when it expires.
 */
final class OwnerRemoval implements ProviderEventListener {

    private static final int BATCH = 1000;

    /** The first removal follows at once, when nobody can have the id anew. */
    private static final long EVER = Long.MAX_VALUE;

    /** A user may ask why he was logged out when the client is gone. */
    private static final String OF_NO_USER = " and f.userId is null";

    private static final String ACTS =
            "select f.rowId from EndEntity f where f.actorId = :userId and f.actorRealmId = :realmId";

    private static final String FORGET =
            "update EndEntity f set f.actorId = null, f.actorRealmId = null where f.rowId in :ids";

    private static final Logger LOG = Logger.getLogger(OwnerRemoval.class);

    private final FamilyDatabase database;
    private final JpaStatisticStore statistics;
    private final OutboxRows outbox;
    private final Removals removals;

    /** Removes in the threads of {@code removals}. */
    OwnerRemoval(FamilyDatabase database, JpaStatisticStore statistics, Removals removals) {
        this.database = database;
        this.statistics = statistics;
        this.outbox = new OutboxRows(database);
        this.removals = removals;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmRemovedEvent e) {
            afterCommit(
                    e.getKeycloakSession(),
                    "f.realmId = :realmId",
                    Map.of("realmId", e.getRealm().getId()));
        } else if (event instanceof ClientRemovedEvent e) {
            afterCommit(
                    e.getKeycloakSession(),
                    "f.realmId = :realmId and f.clientId = :clientId",
                    Map.of(
                            "realmId",
                            e.getClient().getRealm().getId(),
                            "clientId",
                            e.getClient().getId()));
        } else if (event instanceof UserRemovedEvent e) {
            afterCommit(
                    e.getKeycloakSession(),
                    "f.realmId = :realmId and f.userId = :userId",
                    Map.of(
                            "realmId",
                            e.getRealm().getId(),
                            "userId",
                            e.getUser().getId()));
        }
    }

    private void afterCommit(KeycloakSession session, String condition, Map<String, String> owner) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                long now = Time.currentTimeSeconds();
                removals.add(
                        Objects.requireNonNull(owner.get("realmId")),
                        () -> removeAll(condition, owner, EVER),
                        () -> removeAll(condition, owner, now));
            }

            @Override
            protected void rollbackImpl() {
                // nothing was removed
            }
        });
    }

    /**
     * Removes the rows of that owner.
     *
     * @param before when families that go must have begun, and incidents at the latest, in epoch seconds of this node's clock: whoever has
     *     the id of the removed one since then keeps them
     */
    private void removeAll(String condition, Map<String, String> owner, long before) {
        try {
            removeBegun("FamilyEntity", condition + " and f.startedAt < :before", owner, before);
            removeBegun("IncidentEntity", condition + " and f.occurredAt <= :before", owner, before);
            removeAll("EndEntity", owner.containsKey("clientId") ? condition + OF_NO_USER : condition, owner);
            removeFromOutbox(owner);
            removeActor(owner);
            if (!owner.containsKey("userId")) { // no user is known to the statistics
                boolean more;
                do {
                    more = statistics.remove(condition, owner);
                } while (more);
            }
        } catch (StoreUnavailableException e) {
            LOG.warnf(e, "What there is of a removed owner %s stays until it is purged", LogField.of(owner.toString()));
        }
    }

    /** After the incidents, by whose rows those are held up who queue something about one. Of a client, its users keep theirs. */
    private void removeFromOutbox(Map<String, String> owner) {
        String realmId = Objects.requireNonNull(owner.get("realmId"));
        @Nullable String userId = owner.get("userId");
        if (userId != null) {
            outbox.removeOfUser(realmId, userId);
        } else if (!owner.containsKey("clientId")) {
            outbox.removeOfRealm(realmId);
        }
    }

    /** What a user has ended of others stays on their record, and names him no more. */
    private void removeActor(Map<String, String> owner) {
        @Nullable String userId = owner.get("userId");
        boolean found = userId != null;
        while (found) {
            found = database.transactAside(em -> forgetBatch(em, owner));
        }
    }

    private static boolean forgetBatch(EntityManager em, Map<String, String> owner) {
        TypedQuery<String> query = em.createQuery(ACTS, String.class);
        owner.forEach(query::setParameter);
        List<String> ids = query.setMaxResults(BATCH).getResultList();
        if (!ids.isEmpty()) {
            em.createQuery(FORGET).setParameter("ids", ids).executeUpdate();
        }
        return !ids.isEmpty();
    }

    private void removeBegun(String entity, String condition, Map<String, String> owner, long before) {
        Map<String, Object> values = new HashMap<>(owner);
        values.put("before", before);
        removeAll(entity, condition, values);
    }

    private void removeAll(String entity, String condition, Map<String, ?> owner) {
        boolean found;
        do {
            found = database.transactAside(em -> removeBatch(em, entity, condition, owner));
        } while (found);
    }

    /**
     * Whether there were any, not how many went: another task may be removing the same ones. All of them go in one order, so
     * that they seldom wait for each other crosswise.
     */
    private static boolean removeBatch(EntityManager em, String entity, String condition, Map<String, ?> owner) {
        TypedQuery<String> query = em.createQuery(
                "select f.rowId from " + entity + " f where " + condition + " order by f.rowId", String.class);
        owner.forEach(query::setParameter);
        List<String> ids = query.setMaxResults(BATCH).getResultList();
        if (ids.isEmpty()) {
            return false;
        }
        Query deletion = em.createQuery("delete from " + entity + " f where f.rowId in :ids and " + condition)
                .setParameter("ids", ids);
        owner.forEach(deletion::setParameter);
        deletion.executeUpdate();
        return true;
    }
}
