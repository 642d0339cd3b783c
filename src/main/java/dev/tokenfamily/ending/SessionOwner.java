package dev.tokenfamily.ending;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Whose a session is that a request has just ended: Keycloak's models show it no more, but its table does until the commit. */
public final class SessionOwner {

    private final KeycloakSession session;

    /** Looks in the database of that request. */
    public SessionOwner(KeycloakSession session) {
        this.session = session;
    }

    /** The id of the user; null where the table does not have the session. */
    public @Nullable String of(String sessionId) {
        return StoredSession.read(session, session.getContext().getRealm().getId(), sessionId).stream()
                .map(StoredSession::userId)
                .findFirst()
                .orElse(null);
    }
}
