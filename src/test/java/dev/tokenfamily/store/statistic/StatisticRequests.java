package dev.tokenfamily.store.statistic;

import jakarta.persistence.LockModeType;
import org.hibernate.Session;

/** What this room asks of a database without HQL, so that a test sees what is sent. */
public final class StatisticRequests {

    private static final UsersEntity.Key USERS = new UsersEntity.Key("r", "c", 1, "ALL");

    private StatisticRequests() {}

    /** Looks for a row to be locked. */
    public static void find(Session session) {
        session.find(UsersEntity.class, USERS, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Adds rows, and changes one of them. */
    public static void persistAndChange(Session session) {
        session.persist(new StatisticEntity(new StatisticEntity.Key("r", "c", 1, "M", 1), 1));
        UsersEntity row = new UsersEntity(USERS, "sketch");
        session.persist(row);
        session.flush();
        row.sketch = "another";
        session.flush();
    }
}
