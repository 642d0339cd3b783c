package dev.tokenfamily.token;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessTokenResponse;

/**
 * How long the family of the refresh token that is about to be handed out can still be used, for
 * {@code refresh_expires_in}: the token's {@code exp} says nothing of it (ADR 4).
 */
final class FamilyLifetime {

    private static final String ATTRIBUTE = "token-family.seconds-left";

    private FamilyLifetime() {}

    /** Empty where only the session's limits say. */
    static void leave(KeycloakSession session, OptionalLong secondsLeft) {
        secondsLeft.ifPresent(seconds -> session.setAttribute(ATTRIBUTE, seconds));
    }

    /** The answer says no more than that. Keycloak says 0 of a token without {@code exp}. */
    static void tell(KeycloakSession session, AccessTokenResponse answer) {
        @Nullable Long left = session.getAttribute(ATTRIBUTE, Long.class);
        if (left != null && answer.getRefreshToken() != null) {
            long told = answer.getRefreshExpiresIn();
            answer.setRefreshExpiresIn(told > 0 ? Math.min(told, left) : left);
        }
    }
}
