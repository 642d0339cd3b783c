package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * Somebody logged out of a session. The event does not say whether the online session has ended, or the offline one with
 * the same id, or both; and it may come before the end. So that is looked up when the request commits.
 */
public final class Logout implements Revocation {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String sessionId;
    private @Nullable List<Selection> ended;

    Logout(KeycloakSession session, RealmModel realm, String sessionId) {
        this.session = session;
        this.realm = realm;
        this.sessionId = sessionId;
    }

    @Override
    public int in(FamilyStore store) {
        List<Selection> selections = ended;
        if (selections == null) {
            selections = ended();
            ended = selections;
        }
        return selections.stream()
                .mapToInt(s -> store.revokeAll(s, RevocationReason.SESSION_ENDED))
                .sum();
    }

    private List<Selection> ended() {
        return Stream.of(false, true)
                .filter(this::hasEnded)
                .map(offline -> Selection.ofSession(realm.getId(), sessionId, offline))
                .toList();
    }

    /** A session in whose logout a client has not been reached stays for a while, logged out. */
    private boolean hasEnded(boolean offline) {
        UserSessionModel userSession = offline
                ? session.sessions().getOfflineUserSession(realm, sessionId)
                : session.sessions().getUserSession(realm, sessionId);
        return userSession == null
                || userSession.getState() == UserSessionModel.State.LOGGED_OUT
                || userSession.getState() == UserSessionModel.State.LOGGED_OUT_UNCONFIRMED;
    }
}
