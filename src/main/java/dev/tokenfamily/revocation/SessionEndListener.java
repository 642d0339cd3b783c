package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;

/**
 * Hears of sessions that an admin ends. Keycloak refuses their tokens from then on, unless a refresh in flight brings the
 * session back; the families do not come back.
 */
public final class SessionEndListener implements EventListenerProvider {

    /** Of {@code DELETE /admin/realms/{realm}/sessions/{id}}, as admin events tell it. */
    private static final String PATH = "sessions/";

    private static final String OFFLINE_PARAMETER = "isOffline";

    private final KeycloakSession session;
    private final FamilyStore store;
    private final IntConsumer revokedFamilies;

    /**
     * For one request.
     *
     * @param revokedFamilies is told how many families were revoked
     */
    public SessionEndListener(KeycloakSession session, FamilyStore store, IntConsumer revokedFamilies) {
        this.session = session;
        this.store = store;
        this.revokedFamilies = revokedFamilies;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        @Nullable String path = event.getResourcePath();
        boolean sessionEnded = event.getOperationType() == OperationType.DELETE
                && event.getResourceType() == ResourceType.USER_SESSION
                && path != null
                && path.startsWith(PATH);
        if (sessionEnded) {
            boolean offline = Boolean.parseBoolean(
                    session.getContext().getUri().getQueryParameters().getFirst(OFFLINE_PARAMETER));
            Selection ended = new Selection.OfEndedSession(event.getRealmId(), path.substring(PATH.length()), offline);
            RevocationAtCommit.enlist(
                    session, () -> revokedFamilies.accept(store.revokeAll(ended, RevocationReason.SESSION_ENDED)));
        }
    }

    @Override
    public void onEvent(Event event) {
        // sessions that users and clients end are Keycloak's own
    }

    @Override
    public void close() {
        // holds nothing
    }
}
