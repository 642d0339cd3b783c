package dev.tokenfamily.store.database;

import jakarta.persistence.EntityManager;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.keycloak.common.util.Time;

/** The one clock of all nodes: the database's, moved by the offset that Keycloak's own clock has in tests. */
public final class DatabaseClock {

    /**
     * What counts the seconds of the epoch on MySQL, MariaDB and TiDB. Without an argument, for these have no type for a
     * point of time: {@code current_timestamp} is one of the session's zone, which the hour that is repeated in autumn has
     * twice.
     */
    static final String SECONDS = "unix_timestamp";

    private DatabaseClock() {}

    static boolean countsSeconds(Dialect dialect) {
        return dialect instanceof MySQLDialect; // MariaDB's and TiDB's are kinds of it
    }

    /** HQL for the database's time in whole epoch seconds, which no time zone touches. */
    public static String hql(Dialect dialect) {
        if (dialect instanceof OracleDialect) {
            return "cast(sql('" + Sql.now(dialect).replace("'", "''") + "') as Long)";
        }
        return countsSeconds(dialect)
                ? "function('" + SECONDS + "' as Long)"
                : "floor(extract(epoch from instant))"; // H2 would round
    }

    private static String hql(EntityManager em) {
        return hql(em.getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect());
    }

    /** HQL for two values: the database's time in whole epoch seconds, and the second of the minute, with its fraction. */
    public static String exactHql(EntityManager em) {
        return hql(em) + ", extract(second from instant)";
    }

    /** The time of all nodes in whole epoch seconds, for which the database is asked. */
    public static long now(EntityManager em) {
        return fromDatabase(em.createQuery("select " + hql(em), Number.class).getSingleResult());
    }

    /** The time of all nodes in whole epoch seconds, from what {@link #hql} gave. */
    public static long fromDatabase(Number epochSeconds) {
        return epochSeconds.longValue() + Time.getOffset();
    }

    /**
     * The time of all nodes in whole epoch seconds, which the other clock is shown as well.
     *
     * @param row that begins with what {@link #exactHql} gave
     */
    public static long show(ExtrapolatedClock clock, Object[] row) {
        Number epochSeconds = (Number) row[0];
        double second = ((Number) row[1]).doubleValue();
        clock.shows(epochSeconds.longValue() + second - Math.floor(second));
        return fromDatabase(epochSeconds);
    }

    /** A time of all nodes, in epoch seconds, for a comparison with {@link #hql}; the end of time stays what it is. */
    public static long toDatabase(long epochSeconds) {
        return epochSeconds == Long.MAX_VALUE ? epochSeconds : epochSeconds - Time.getOffset();
    }
}
