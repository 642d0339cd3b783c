package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Retention;
import dev.tokenfamily.session.SessionLiveness;
import dev.tokenfamily.store.database.FamilyDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.expiration.jpa.ExpirationAction;
import org.keycloak.models.KeycloakSession;

/**
 * Removes the rows that cover no token any more, a batch at a time. A family with tokens that never expire stays as
 * long as its session does.
 *
 * <p>It works a quarter of the time and rests the other three, so that refreshes hardly notice however much is due. A
 * run ends before another node may begin the next, so that only one node is at it.
 */
public final class FamilyPurge implements ExpirationAction {

    /** Leaves those alone that were used, and so extended, since they were read. */
    private static final String STILL_DUE = " where f.realmId = :realmId and f.rowId in :ids and f.keepUntil <= :now";

    private static final int REST_PER_WORK = 3;
    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    /** What may pass between the decision for another batch and its end, seconds. */
    private static final int MARGIN = 2;

    /** Those whose incident is not recorded yet are kept until it is. */
    private static final String RECORDED = " and f.incidentDueAt is null";

    private final FamilyDatabase database;
    private final int longestRun;
    private long rest;

    /**
     * Purges that database, when it is told to.
     *
     * @param interval from one beginning of a purge to the next, in seconds
     */
    public FamilyPurge(FamilyDatabase database, int interval) {
        this.database = database;
        longestRun = Math.max(1, interval - MARGIN);
    }

    @Override
    public boolean removeExpired(
            KeycloakSession session, String realmId, int now, int maxRemoval, IntConsumer removeCount) {
        LockSupport.parkNanos(rest); // here, where no connection is held yet
        long start = System.nanoTime();
        boolean more = removeBatch(session, now, maxRemoval, removeCount);
        rest = more ? Math.min(LONGEST_REST, REST_PER_WORK * (System.nanoTime() - start)) : 0;
        return more && Time.currentTimeSeconds() - now < longestRun;
    }

    /**
     * Looks for all sessions before it changes any row, since a changed row is locked until the batch is done; and while it
     * holds no connection of ours (ADR 5).
     */
    private boolean removeBatch(KeycloakSession session, long now, int limit, IntConsumer removeCount) {
        int most = database.idsAtOnce(limit);
        SessionLiveness sessions = new SessionLiveness(session);
        List<Due> expired = new ArrayList<>();
        List<Due> needed = new ArrayList<>();
        List<Due> due = database.transactAside(em -> due(em, now, most));
        for (Due family : due) {
            boolean stays = family.endless && sessions.exists(family.owner());
            (stays ? needed : expired).add(family);
        }
        if (!due.isEmpty()) {
            removeCount.accept(database.transactAside(em -> {
                postpone(em, needed, now);
                return delete(em, expired, now);
            }));
        }
        return due.size() >= most;
    }

    private record Due(
            String id,
            boolean endless,
            String realmId,
            String clientId,
            String userId,
            String sessionId,
            boolean offline) {

        Owner owner() {
            return new Owner(realmId, clientId, userId, sessionId, offline);
        }
    }

    private static List<Due> due(EntityManager em, long now, int limit) {
        return em.createQuery(
                        "select f.rowId, f.endless, f.realmId, f.clientId, f.userId, f.sessionId, f.offline"
                                + " from FamilyEntity f where f.keepUntil <= :now" + RECORDED
                                + " order by f.keepUntil",
                        Object[].class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(c -> new Due(
                        (String) c[0],
                        (boolean) c[1],
                        (String) c[2],
                        (String) c[3],
                        (String) c[4],
                        (String) c[5],
                        (boolean) c[6]))
                .toList();
    }

    private static void postpone(EntityManager em, List<Due> families, long now) {
        long next = new Retention(now, true).reviewedAt(now).until();
        changed(
                () -> em.createQuery("update FamilyEntity f set f.keepUntil = :next" + STILL_DUE)
                        .setParameter("next", next),
                families,
                now);
    }

    private static int delete(EntityManager em, List<Due> families, long now) {
        return changed(() -> em.createQuery("delete from FamilyEntity f" + STILL_DUE + RECORDED), families, now);
    }

    /** Realm by realm, for an id means nothing without its realm. */
    private static int changed(Supplier<Query> change, List<Due> families, long now) {
        Map<String, List<String>> ids = families.stream()
                .collect(Collectors.groupingBy(
                        Due::realmId, TreeMap::new, Collectors.mapping(Due::id, Collectors.toList())));
        return ids.entrySet().stream()
                .mapToInt(ofRealm -> change.get()
                        .setParameter("realmId", ofRealm.getKey())
                        .setParameter("ids", ofRealm.getValue())
                        .setParameter("now", now)
                        .executeUpdate())
                .sum();
    }
}
