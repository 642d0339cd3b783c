package dev.tokenfamily.revocation;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * What is to be done once the transaction of a request has been committed, and before the request is answered. Hibernate
 * writes most rows as the commit begins, and then Keycloak takes nothing more to be done after it; so room is kept before.
 */
final class AfterRequest extends AbstractKeycloakTransaction {

    private static final Logger LOG = Logger.getLogger(AfterRequest.class);

    private static final String ATTRIBUTE = "token-family.after-request";

    private final Queue<Runnable> work = new ArrayDeque<>();

    private AfterRequest() {}

    /** Keeps room in that request, once; without effect where its commit has begun. */
    static void expect(KeycloakSession request) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            return;
        }
        AfterRequest after = new AfterRequest();
        try {
            request.getTransactionManager().enlistAfterCompletion(after);
            request.setAttribute(ATTRIBUTE, after);
        } catch (IllegalStateException e) { // its commit has begun
            LOG.debug("Nothing more can be done after this request", e);
        }
    }

    /** Takes work for when that request has been committed; false where there is no room for any. */
    static boolean add(KeycloakSession request, Runnable more) {
        expect(request);
        AfterRequest after = request.getAttribute(ATTRIBUTE, AfterRequest.class);
        if (after == null || !after.isActive()) {
            return false;
        }
        after.work.add(more);
        return true;
    }

    @Override
    protected void commitImpl() {
        work.forEach(Runnable::run);
    }

    @Override
    protected void rollbackImpl() {
        work.clear(); // nothing was changed
    }
}
