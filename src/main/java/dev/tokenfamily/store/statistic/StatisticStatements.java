package dev.tokenfamily.store.statistic;

import dev.tokenfamily.report.ClientDay;
import dev.tokenfamily.report.ClientPeriod;
import dev.tokenfamily.report.CountedUsers;
import dev.tokenfamily.report.Measure;
import dev.tokenfamily.report.Period;
import dev.tokenfamily.report.Sketch;
import dev.tokenfamily.report.Tally;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of the statistics, in HQL. */
final class StatisticStatements {

    private static final String ADD =
            "update StatisticEntity s set s.total = s.total + :more where s.realmId = :realmId"
                    + " and s.clientId = :clientId and s.day = :day and s.measure = :measure and s.bucket = :bucket";

    private static final String IN_PERIOD = " where s.realmId = :realmId and s.day between :from and :to";
    private static final String OF_CLIENTS = " and s.clientId in :ids";

    /** Each has a few dozen rows. */
    private static final int CLIENT_DAYS_AT_ONCE = 20;

    private final EntityManager em;

    StatisticStatements(EntityManager em) {
        this.em = em;
    }

    /**
     * Adds what was counted; always in the same order, so that two nodes wait for each other in one direction only. A row
     * that another node inserts meanwhile fails the transaction.
     */
    void add(ClientDay of, Tally tally) {
        tally.totals().forEach((measure, distribution) -> distribution
                .totals()
                .forEach((bucket, total) -> add(
                        new StatisticEntity.Key(of.realmId(), of.clientId(), of.day(), measure.name(), bucket),
                        total)));
        tally.users()
                .forEach((users, seen) ->
                        add(new UsersEntity.Key(of.realmId(), of.clientId(), of.day(), users.name()), seen));
    }

    private void add(StatisticEntity.Key key, long more) {
        int updated = em.createQuery(ADD)
                .setParameter("more", more)
                .setParameter("realmId", key.realmId())
                .setParameter("clientId", key.clientId())
                .setParameter("day", key.day())
                .setParameter("measure", key.measure())
                .setParameter("bucket", key.bucket())
                .executeUpdate();
        if (updated == 0) {
            em.persist(new StatisticEntity(key, more));
            em.flush();
        }
    }

    private void add(UsersEntity.Key key, Sketch seen) {
        UsersEntity row = em.find(UsersEntity.class, key, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            em.persist(new UsersEntity(key, seen.encoded()));
        } else {
            Sketch all = Sketch.decoded(row.sketch);
            all.add(seen);
            row.sketch = all.encoded();
        }
        em.flush();
    }

    /**
     * What was counted in that time, by the internal id of the client.
     *
     * @param clientIds of the only clients to be read, not empty; null for all clients of the realm
     */
    Map<String, ClientPeriod> read(String realmId, @Nullable Collection<String> clientIds, Period period) {
        Map<String, ClientPeriod> periods = new HashMap<>();
        String condition = clientIds == null ? IN_PERIOD : IN_PERIOD + OF_CLIENTS;
        TypedQuery<Object[]> totals = em.createQuery(
                "select s.clientId, s.day, s.measure, s.bucket, s.total from StatisticEntity s" + condition,
                Object[].class);
        bound(totals, realmId, clientIds, period).getResultStream().forEach(c -> Measure.named((String) c[2])
                .ifPresent(measure -> of(periods, c[0]).add((long) c[1], measure, (int) c[3], (long) c[4])));
        TypedQuery<Object[]> users =
                em.createQuery("select s.clientId, s.kind, s.sketch from UsersEntity s" + condition, Object[].class);
        bound(users, realmId, clientIds, period).getResultStream().forEach(c -> CountedUsers.named((String) c[1])
                .ifPresent(kind -> of(periods, c[0]).add(kind, Sketch.decoded((String) c[2]))));
        return periods;
    }

    /**
     * Removes what is there of some clients and days: all of whatever meets the condition, in several calls.
     *
     * @param condition on {@code f}, a row of users, of which each client has one on each day with counts
     * @return whether there may be more
     */
    boolean remove(String condition, Map<String, ?> parameters) {
        TypedQuery<Object[]> query = em.createQuery(
                "select distinct f.realmId, f.clientId, f.day from UsersEntity f where " + condition, Object[].class);
        parameters.forEach(query::setParameter);
        List<Object[]> found = query.setMaxResults(CLIENT_DAYS_AT_ONCE).getResultList();
        for (Object[] clientDay : found) {
            remove("StatisticEntity", clientDay);
            remove("UsersEntity", clientDay);
        }
        return found.size() == CLIENT_DAYS_AT_ONCE;
    }

    private void remove(String entity, Object[] clientDay) {
        em.createQuery("delete from " + entity
                        + " s where s.realmId = :realmId and s.clientId = :clientId and s.day = :day")
                .setParameter("realmId", clientDay[0])
                .setParameter("clientId", clientDay[1])
                .setParameter("day", clientDay[2])
                .executeUpdate();
    }

    private static ClientPeriod of(Map<String, ClientPeriod> periods, Object clientId) {
        return periods.computeIfAbsent((String) clientId, c -> new ClientPeriod());
    }

    private static TypedQuery<Object[]> bound(
            TypedQuery<Object[]> query, String realmId, @Nullable Collection<String> clientIds, Period period) {
        query.setParameter("realmId", realmId)
                .setParameter("from", period.from())
                .setParameter("to", period.to());
        return clientIds == null ? query : query.setParameter("ids", clientIds);
    }
}
