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

    private Deadlock() {}

    /** Whether that is behind the failure, whatever Hibernate has wrapped it in. */
    static boolean caused(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
