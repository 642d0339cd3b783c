package dev.tokenfamily.revocation;

import dev.tokenfamily.family.Selection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;

/** {@code DELETE /admin/realms/{realm}/sessions/{id}}, as admin events tell it. */
final class EndedSession {

    private static final String PATH = "sessions/";
    private static final String OFFLINE_PARAMETER = "isOffline";

    private EndedSession() {}

    /** The families of the session that the admin ended; empty where the event is about something else. */
    static Optional<Selection> in(AdminEvent event, KeycloakSession session) {
        @Nullable String path = event.getResourcePath();
        boolean sessionEnded = event.getOperationType() == OperationType.DELETE
                && event.getResourceType() == ResourceType.USER_SESSION
                && path != null
                && path.startsWith(PATH);
        if (!sessionEnded) {
            return Optional.empty();
        }
        boolean offline = Boolean.parseBoolean(
                session.getContext().getUri().getQueryParameters().getFirst(OFFLINE_PARAMETER));
        return Optional.of(new Selection.OfEndedSession(event.getRealmId(), path.substring(PATH.length()), offline));
    }
}
