package dev.tokenfamily.store.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.OracleDialect;
import org.hibernate.dialect.SQLServerDialect;
import org.jspecify.annotations.Nullable;

/**
 * That other transactions were in the way of one: the database has sacrificed it to end a deadlock, or because what it had read
 * has changed since. Nothing is left of it, and it succeeds when it is tried again. How a database says so is known here, and
 * nowhere else.
 */
final class Contention {

    /** Of the SQL standard, by which most products say it; and PostgreSQL's for a deadlock. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    /**
     * MariaDB's 1020, a row that has changed since the snapshot ({@code innodb_snapshot_isolation}); a deadlock; a conflict of
     * group replication; and TiDB's write conflicts and changed schemas.
     */
    private static final Set<Integer> OF_MYSQL = Set.of(1020, 1213, 3101, 8002, 8005, 8022, 8028, 9007);

    /** A deadlock of rows, one of definitions, and a transaction that cannot be serialized. */
    private static final Set<Integer> OF_ORACLE = Set.of(60, 4020, 8177);

    /** A deadlock, a row that has changed since the snapshot, and a table that has. */
    private static final Set<Integer> OF_SQL_SERVER = Set.of(1205, 3960, 3961);

    /** A row that was changed at the same time. */
    private static final Set<Integer> OF_H2 = Set.of(90131);

    /** Which MySQL's driver reports as 40001: a lock that was waited for in vain, for long enough. */
    private static final int WAITED_IN_VAIN = 1205;

    private static final int ATTEMPTS = 10;
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Set<Integer> codes;
    private final Set<Integer> inVain;

    private Contention(Set<Integer> codes, Set<Integer> inVain) {
        this.codes = codes;
        this.inVain = inVain;
    }

    /** As that product says it: what means a deadlock to one is something else to another. */
    static Contention of(Dialect dialect) {
        if (dialect instanceof MySQLDialect) { // MariaDB's and TiDB's are kinds of it
            return new Contention(OF_MYSQL, Set.of(WAITED_IN_VAIN));
        } else if (dialect instanceof OracleDialect) {
            return new Contention(OF_ORACLE, Set.of());
        } else if (dialect instanceof SQLServerDialect) {
            return new Contention(OF_SQL_SERVER, Set.of());
        } else if (dialect instanceof H2Dialect) {
            return new Contention(OF_H2, Set.of());
        }
        return new Contention(Set.of(), Set.of());
    }

    /** Does the work, and again if others were in its way, after a moment in which they can get out of it. */
    <T> T survived(FamilyDatabase.Attempt<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException | RuntimeException e) {
                if (attempt == ATTEMPTS || !caused(e)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE * attempt / ATTEMPTS));
        }
    }

    /** Whether that is behind the failure, whatever Hibernate has wrapped it in. */
    boolean caused(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && says(sql)) {
                return true;
            }
        }
        return false;
    }

    private boolean says(SQLException failure) {
        return !inVain.contains(failure.getErrorCode())
                && ((failure.getSQLState() != null && STATES.contains(failure.getSQLState()))
                        || codes.contains(failure.getErrorCode()));
    }
}
