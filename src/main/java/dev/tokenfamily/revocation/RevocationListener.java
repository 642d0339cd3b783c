package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/**
 * Hears of what people end outside a refresh, for which Keycloak 26.7 has no other hook. The families are revoked as the
 * request commits: whoever gets its answer can rely on it, and a failure fails the request.
 */
public final class RevocationListener implements EventListenerProvider {

    private final KeycloakSession session;
    private final FamilyStore store;
    private final BooleanSupplier governed;
    private final IntConsumer revokedFamilies;

    /**
     * For one request.
     *
     * @param governed whether a rotation policy applies to the client of the request
     * @param revokedFamilies is told how many families were revoked
     */
    public RevocationListener(
            KeycloakSession session, FamilyStore store, BooleanSupplier governed, IntConsumer revokedFamilies) {
        this.session = session;
        this.store = store;
        this.governed = governed;
        this.revokedFamilies = revokedFamilies;
    }

    @Override
    public void onEvent(Event event) {
        TokenRevocation.in(event, session, governed)
                .ifPresent(revocation -> revokeAtCommit(() -> revocation.revokeIn(store)));
    }

    /** Keycloak refuses the tokens of an ended session, unless a refresh in flight brings it back to its caches. */
    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        EndedSession.in(event, session)
                .ifPresent(ended -> revokeAtCommit(() -> store.revokeAll(ended, RevocationReason.SESSION_ENDED)));
    }

    private void revokeAtCommit(IntSupplier revocation) {
        RevocationAtCommit.enlist(session, () -> revokedFamilies.accept(revocation.getAsInt()));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
