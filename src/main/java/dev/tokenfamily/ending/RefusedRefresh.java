package dev.tokenfamily.ending;

import static java.util.Map.entry;

import dev.tokenfamily.ending.StoredSession.Expiry;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * A refresh that Keycloak refused since what its token lived on has ended ({@code REFRESH_TOKEN_ERROR}). Only of tokens that the
 * realm has signed, or a stranger could write our rows.
 */
final class RefusedRefresh {

    private static final String REVOKED = "Token family has been revoked";

    /** What Keycloak says ({@code TokenManager.validateToken}, {@code validateTokenReuse}), and what that is by itself. */
    private static final Map<String, Cause> REASONS = Map.ofEntries(
            entry("Session not active", Cause.UNKNOWN),
            entry("Offline session not active", Cause.UNKNOWN),
            entry("Offline user session not found", Cause.UNKNOWN),
            entry("Session doesn't have required client", Cause.UNKNOWN),
            entry("Client session not active", Cause.SESSION_EXPIRED),
            entry("Refresh token issued before the user session started", Cause.UNKNOWN),
            entry("refresh token issued before the client session started", Cause.UNKNOWN),
            entry("User disabled", Cause.USER_DISABLED),
            entry("Maximum allowed refresh token reuse exceeded", Cause.KEYCLOAK_REUSE),
            entry("Stale token", Cause.KEYCLOAK_REUSE),
            entry(REVOKED, Cause.UNKNOWN));

    private final KeycloakSession session;
    private final History history;

    RefusedRefresh(KeycloakSession session, History history) {
        this.session = session;
        this.history = history;
    }

    /** Records why, unless something on record says it. */
    void record(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        @Nullable String reason = details.get(Details.REASON);
        @Nullable Cause cause = reason == null ? null : REASONS.get(reason);
        if (cause != null && details.containsKey(Details.REFRESH_TOKEN_ID)) { // else it has not come so far
            token(event).ifPresent(token -> record(event, token, cause, reason));
        }
    }

    /** The token of the request, verified. */
    private Optional<RefreshToken> token(Event event) {
        @Nullable String encoded = RequestOrigin.field(session, OAuth2Constants.REFRESH_TOKEN);
        @Nullable RefreshToken token = encoded == null ? null : session.tokens().decode(encoded, RefreshToken.class);
        return Optional.ofNullable(token)
                .filter(t -> t.getSessionId() != null && t.getSessionId().equals(event.getSessionId()));
    }

    private void record(Event event, RefreshToken token, Cause cause, @Nullable String reason) {
        RealmModel realm = session.getContext().getRealm();
        Reach reach = reach(realm, token);
        history.recordFound(reach, 1000 * token.getIat(), () -> {
            boolean mayHaveExpired = cause == Cause.UNKNOWN && !REVOKED.equals(reason);
            return (mayHaveExpired ? expiry(realm, token) : Optional.<Expiry>empty())
                    .map(e -> End.of(e.at(), e.cause(), ofSession(reach, e), Actor.SERVER))
                    .orElseGet(() -> End.of(event.getTime(), cause, reach, Actor.UNKNOWN)
                            .withDetail(cause == Cause.UNKNOWN ? reason : null));
        });
    }

    private static Reach ofSession(Reach found, Expiry expired) {
        return new Reach(found.realmId(), found.userId(), null, found.sessionId(), null, expired.offline());
    }

    /** How the session of that token expired, as far as Keycloak's table still shows it. */
    private Optional<Expiry> expiry(RealmModel realm, RefreshToken token) {
        return StoredSession.read(session, realm.getId(), token.getSessionId()).stream()
                .filter(stored -> stored.offline() == isOffline(token))
                .findFirst()
                .flatMap(stored -> stored.expiry(realm));
    }

    private static boolean isOffline(RefreshToken token) {
        return TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType());
    }

    private Reach reach(RealmModel realm, RefreshToken token) {
        @Nullable ClientModel client = realm.getClientByClientId(token.getIssuedFor());
        @Nullable Object claim = token.getOtherClaims().get(FamilyClaim.NAME);
        return new Reach(
                realm.getId(),
                userOf(realm, token),
                client == null ? null : client.getId(),
                token.getSessionId(),
                claim == null
                        ? null
                        : FamilyClaim.parse(claim).map(FamilyClaim::id).orElse(null),
                isOffline(token));
    }

    /** The subject of a token can be another word for the user (pairwise); then the session's families tell. */
    private @Nullable String userOf(RealmModel realm, RefreshToken token) {
        @Nullable String subject = token.getSubject();
        return subject == null || session.users().getUserById(realm, subject) == null ? null : subject;
    }
}
