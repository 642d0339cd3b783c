package dev.tokenfamily.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction beside the request's. Run again if the database sacrifices it to end a deadlock, of which nothing is
 * left then. InnoDB locks gaps between rows too, so that even statements on one row can meet in one.
 */
final class OwnTransaction {

    private static final int ATTEMPTS = 5;

    /** Of the SQL standard, and PostgreSQL's. */
    private static final Set<String> DEADLOCK = Set.of("40001", "40P01");

    private OwnTransaction() {}

    static <T> T run(KeycloakSessionFactory factory, KeycloakSessionTaskWithResult<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(factory, work);
            } catch (RuntimeException e) { // whatever Hibernate and Keycloak wrap it in
                if (attempt == ATTEMPTS || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDeadlock(Throwable thrown) {
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && DEADLOCK.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
