package dev.tokenfamily.globalrevocation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.JsonWebToken;

/**
 * What a JWT must say by which a client proves who it is: for whom it is, when it was made, and that it was made for one request
 * (RFC 7523 §3, and Okta's profile of the draft).
 *
 * @param issuers whom its {@code iss} may name
 * @param audiences of which its {@code aud} must name one, and nobody else
 */
record AssertedClaims(Set<String> issuers, Set<String> audiences) {

    /** The longest life of such a JWT, in seconds. */
    static final int LONGEST_LIFE = 300;

    /** By how many seconds the clocks of both may differ, as in Keycloak's own check of a client's JWT. */
    static final int CLOCK_SKEW = 15;

    /**
     * What is wrong with a JWT whose signature is good.
     *
     * @param now epoch seconds
     * @return for the log and the event, not for the caller; null where nothing is wrong
     */
    @Nullable
    String fault(JsonWebToken jwt, long now) {
        String @Nullable [] audience = jwt.getAudience();
        if (jwt.getIssuer() == null || !issuers.contains(jwt.getIssuer())) {
            return "The JWT has another issuer";
        }
        if (audience == null || audience.length != 1 || audience[0] == null || !audiences.contains(audience[0])) {
            return "The JWT is for another audience, or for more than one";
        }
        if (jwt.getId() == null || jwt.getId().isBlank()) {
            return "The JWT has no jti";
        }
        return timeFault(jwt.getIat(), jwt.getExp(), jwt.getNbf(), now);
    }

    private static @Nullable String timeFault(
            @Nullable Long issued, @Nullable Long expires, @Nullable Long notBefore, long now) {
        if (issued == null || expires == null) {
            return "The JWT has no iat or no exp";
        }
        if (issued > now + CLOCK_SKEW || (notBefore != null && notBefore > now + CLOCK_SKEW)) {
            return "The JWT is of the future";
        }
        if (issued < now - LONGEST_LIFE - CLOCK_SKEW || expires < now - CLOCK_SKEW) {
            return "The JWT has expired";
        }
        return expires > issued + LONGEST_LIFE
                ? "The JWT is good for more than %d seconds".formatted(LONGEST_LIFE)
                : null;
    }

    /** For how many seconds that JWT must be remembered, so that it is taken once. */
    static long secondsToRemember(long expires, long now) {
        return Math.max(1, expires - now + CLOCK_SKEW + 1);
    }
}
