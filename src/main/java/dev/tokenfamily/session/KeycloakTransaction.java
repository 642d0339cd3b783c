package dev.tokenfamily.session;

import dev.tokenfamily.family.StoreUnavailableException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.common.util.Retry;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Work on Keycloak's own models in a transaction that is neither the request's nor one of our store (ADR 3, ADR 5): begun and
 * committed by {@code KeycloakModelUtils.runJobInTransaction}. Whatever fails in it, the database of the families is then as
 * good as gone for the caller, and is called so.
 */
public final class KeycloakTransaction {

    private static final int MOST_ATTEMPTS = 3;
    private static final int BACKOFF_MILLIS = 20;

    private final KeycloakSessionFactory factory;

    /** Takes a session of that factory for each transaction. */
    public KeycloakTransaction(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /**
     * Does the work once, in a session whose context has no realm yet.
     *
     * @param failure what to say where it fails
     * @return what the work returns, after it has been committed
     * @throws StoreUnavailableException if the work or its commit fails; then nothing of it is done
     */
    public <T> T call(String failure, Function<KeycloakSession, T> work) {
        return orUnavailable(failure, () -> KeycloakModelUtils.runJobInTransactionWithResult(factory, work::apply));
    }

    /**
     * Does work that can be repeated, up to three times with 20 milliseconds and more between them: rows that two requests end
     * at once are in each other's way for a moment only.
     *
     * @param failure what to say where it fails
     * @throws StoreUnavailableException if every attempt fails
     */
    void runRepeatably(String failure, Consumer<KeycloakSession> work) {
        orUnavailable(failure, () -> {
            Retry.executeWithBackoff(
                    attempt -> KeycloakModelUtils.runJobInTransaction(factory, work::accept),
                    MOST_ATTEMPTS,
                    BACKOFF_MILLIS);
            return true;
        });
    }

    private static <T> T orUnavailable(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            // Hibernate, the pool, JTA, Infinispan and Keycloak each throw their own
            throw new StoreUnavailableException(failure, e);
        }
    }
}
