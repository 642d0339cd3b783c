package dev.tokenfamily.session;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Waits until the request has let go of its database connection, so that it never holds one while it waits for another.
 * The answer leaves after that: whoever gets it can rely on the takedown.
 */
public final class TakedownAfterRequest implements Takedown {

    private final KeycloakSession request;
    private final Takedown takedown;

    /** For one request. */
    public TakedownAfterRequest(KeycloakSession request, Takedown takedown) {
        this.request = request;
        this.takedown = takedown;
    }

    @Override
    public void takeDown(Family revoked, RevocationScope scope) {
        request.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                takeDownNow(revoked, scope);
            }

            @Override
            protected void rollbackImpl() {
                takeDownNow(revoked, scope);
            }
        });
    }

    private void takeDownNow(Family revoked, RevocationScope scope) {
        try {
            takedown.takeDown(revoked, scope);
        } catch (StoreUnavailableException e) {
            takedown.incomplete(revoked, scope, e);
        }
    }

    @Override
    public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
        takedown.incomplete(revoked, scope, failure);
    }
}
