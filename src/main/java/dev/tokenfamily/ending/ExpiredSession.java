package dev.tokenfamily.ending;

import dev.tokenfamily.ending.StoredSession.Expiry;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A session that Keycloak found expired, and removes: {@code USER_SESSION_DELETED}, whether or not the realm saves events. It
 * is told before the row goes ({@code UserSessionExpirationLogic}), or when the cache lets go of it, where there is none.
 */
final class ExpiredSession {

    private ExpiredSession() {}

    /** The end that such an event tells of, with the time at which the session expired, as far as that can be told. */
    static End read(KeycloakSession session, Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        @Nullable String reason = details.get(Details.REASON);
        RealmModel realm = session.getContext().getRealm();
        String sessionId = Objects.requireNonNull(event.getSessionId());
        if (!Details.USER_SESSION_EXPIRED_REASON.equals(reason)) {
            Cause cause = Details.INVALID_USER_SESSION_REMEMBER_ME_REASON.equals(reason)
                    ? Cause.REMEMBER_ME_OFF
                    : Cause.UNKNOWN;
            return end(event, cause, null, event.getTime()).withDetail(cause == Cause.UNKNOWN ? reason : null);
        }
        List<Expiry> expired = StoredSession.read(session, realm.getId(), sessionId).stream()
                .flatMap(stored -> stored.expiry(realm).stream())
                .toList();
        return expired.size() == 1 // of two with one id, nobody can tell which goes now
                ? end(
                        event,
                        expired.get(0).cause(),
                        expired.get(0).offline(),
                        expired.get(0).at())
                : end(event, Cause.SESSION_EXPIRED, null, event.getTime());
    }

    private static End end(Event event, Cause cause, @Nullable Boolean offline, long time) {
        Reach reach = Reach.ofSession(
                event.getRealmId(), event.getUserId(), Objects.requireNonNull(event.getSessionId()), offline);
        return End.of(time, cause, reach, Actor.SERVER);
    }
}
