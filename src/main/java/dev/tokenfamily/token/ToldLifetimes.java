package dev.tokenfamily.token;

import dev.tokenfamily.clientpolicy.GoverningPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpirationUtils;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * How long a refresh token lasts, as its client is told (draft-ietf-oauth-refresh-token-expiration-03). The draft may still change:
 * its names are here and nowhere else.
 */
public final class ToldLifetimes {

    /** Of the response: for how many seconds the refresh token can be held before it is used. */
    static final String TIMEOUT = "refresh_token_timeout";

    /** Of the response: for how many seconds the login is good, however often the token is used. */
    static final String AUTHORIZATION = "authorization_expires_in";

    private static final String METADATA = "refresh_token_expiration_types_supported";
    private static final List<String> TYPES = List.of("authorization", "token_timeout");

    private static final String ATTRIBUTE = "token-family.minted";

    private ToldLifetimes() {}

    /** What the metadata say of a realm whose clients are told. */
    public static Map<String, Object> metadata() {
        return Map.of(METADATA, TYPES);
    }

    /**
     * What is known of the refresh token before Keycloak writes the response.
     *
     * @param offline whether it is an offline token, also where the session at hand is still the online one
     * @param familyEnd when the family will be as old as its policy allows, epoch seconds; null where it may be of any age
     */
    private record Minted(boolean offline, @Nullable Long familyEnd) {}

    /**
     * Keeps, for the response of this request, what its refresh token is.
     *
     * @param untilTooOld in how many seconds the family will be as old as its policy allows; empty where it may be of any age
     */
    static void minted(KeycloakSession session, RefreshToken token, OptionalLong untilTooOld) {
        boolean offline = TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType());
        @Nullable Long familyEnd = untilTooOld.isPresent() ? Time.currentTimeSeconds() + untilTooOld.getAsLong() : null;
        session.setAttribute(ATTRIBUTE, new Minted(offline, familyEnd));
    }

    /**
     * Tells it, where a policy governs the client and the response has a refresh token. What has no end is not told, as the draft
     * says.
     */
    public static void tell(
            AccessTokenResponse response, KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        @Nullable Minted minted = session.getAttribute(ATTRIBUTE, Minted.class);
        if (minted == null
                || response.getRefreshToken() == null
                || GoverningPolicy.of(session, clientSession.getUserSession().getUser())
                        .isEmpty()) {
            return;
        }
        long now = Time.currentTimeSeconds();
        OptionalLong authorization = Stream.of(sessionEnd(clientSession, minted.offline()), minted.familyEnd())
                .filter(Objects::nonNull)
                .mapToLong(end -> Math.max(0, end - now))
                .min();
        LongStream timeout = LongStream.of(response.getRefreshExpiresIn()).filter(seconds -> seconds > 0);
        long untilIdle = Math.max(0, sessionIdleEnd(clientSession, minted.offline(), now) - now);
        LongStream.concat(LongStream.concat(timeout, LongStream.of(untilIdle)), authorization.stream())
                .min()
                .ifPresent(seconds -> response.setOtherClaims(TIMEOUT, seconds));
        authorization.ifPresent(seconds -> response.setOtherClaims(AUTHORIZATION, seconds));
    }

    /** Epoch seconds, of a session that was used now; the {@code exp} of an offline token does not tell it. */
    private static long sessionIdleEnd(AuthenticatedClientSessionModel clientSession, boolean offline, long now) {
        return TimeUnit.MILLISECONDS.toSeconds(SessionExpirationUtils.calculateClientSessionIdleTimestamp(
                offline,
                clientSession.getUserSession().isRememberMe(),
                TimeUnit.SECONDS.toMillis(now),
                clientSession.getRealm(),
                clientSession.getClient()));
    }

    /** Epoch seconds, as Keycloak's own provider of refresh tokens computes them; null where the session may be of any age. */
    private static @Nullable Long sessionEnd(AuthenticatedClientSessionModel clientSession, boolean offline) {
        UserSessionModel userSession = clientSession.getUserSession();
        long end = SessionExpirationUtils.calculateClientSessionMaxLifespanTimestamp(
                offline,
                userSession.isRememberMe(),
                TimeUnit.SECONDS.toMillis(clientSession.getStarted()),
                TimeUnit.SECONDS.toMillis(userSession.getStarted()),
                clientSession.getRealm(),
                clientSession.getClient());
        return end > 0 ? TimeUnit.MILLISECONDS.toSeconds(end) : null;
    }
}
