package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Revokes families as a request commits that ends what they live on. Before the commit, so that a failure fails the
 * request; and again after it, before the answer leaves, for a first refresh that has found the session still there.
 */
final class RevocationAtCommit extends AbstractKeycloakTransaction {

    private static final Logger LOG = Logger.getLogger(RevocationAtCommit.class);

    private final Runnable revocation;

    RevocationAtCommit(Runnable revocation) {
        this.revocation = revocation;
    }

    /**
     * Revokes before the request's commit and after it, and not where it is rolled back.
     *
     * @param revokedFamilies is told each time how many families were revoked
     */
    static void enlist(KeycloakSession request, Revocation revocation, FamilyStore store, IntConsumer revokedFamilies) {
        enlist(request, () -> revokedFamilies.accept(revocation.revokeIn(store)));
    }

    private static void enlist(KeycloakSession request, Runnable revocation) {
        request.getTransactionManager().enlistPrepare(new RevocationAtCommit(revocation));
        request.getTransactionManager().enlistAfterCompletion(new RevocationAtCommit(() -> {
            try {
                revocation.run();
            } catch (StoreUnavailableException e) {
                LOG.warn("A refresh in flight may have escaped a revocation, and is left with a session that ended", e);
            }
        }));
    }

    /** An error would leave Keycloak's transactions neither committed nor rolled back. */
    @Override
    protected void commitImpl() {
        try {
            revocation.run();
        } catch (LinkageError e) {
            throw new IllegalStateException("Families cannot be revoked on this version of Keycloak", e);
        }
    }

    @Override
    protected void rollbackImpl() {
        // nothing was revoked
    }
}
