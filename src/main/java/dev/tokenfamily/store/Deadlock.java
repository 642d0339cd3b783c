package dev.tokenfamily.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that the database has sacrificed, because several waited for each other. InnoDB locks the gaps between
 * rows too, so that even statements on one row can meet in one.
 */
final class Deadlock {

    /** Of the SQL standard, and PostgreSQL's. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private static final int ATTEMPTS = 5;

    private Deadlock() {}

    /** Work on the database, of which nothing is left if it fails. */
    interface Attempt<T> {
        T run() throws SQLException;
    }

    /** Does the work, and again if the database sacrifices it to end a deadlock. */
    static <T> T survived(Attempt<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (SQLException | RuntimeException e) {
                if (attempt == ATTEMPTS || !caused(e)) {
                    throw e;
                }
            }
        }
    }

    /** Whether that is behind the failure, whatever Hibernate has wrapped it in. */
    private static boolean caused(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
