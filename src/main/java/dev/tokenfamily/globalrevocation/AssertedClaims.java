package dev.tokenfamily.globalrevocation;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.JsonWebToken;

/**
 * What a JWT must say by which a client proves who it is: for whom it is, when it was made, and that it was made for one request
 * (RFC 7523 §3, and Okta's profile of the draft). It is for this endpoint, and nothing that a client, or an identity provider, signs for
 * another purpose is taken for it: neither what was shown to the token endpoint, whose audience is the issuer that the realm is, nor
 * an ID token. So the token endpoint takes none of these either.
 *
 * @param clientId of the client, which may be the {@code iss}
 * @param provider the issuer of the identity provider that may speak for the client; null for none
 * @param endpoint the addresses of the endpoint
 * @param realm the issuer that the realm is
 */
record AssertedClaims(String clientId, @Nullable String provider, Set<String> endpoint, String realm) {

    /** Of a JWT that was made for such an endpoint, as Okta does. */
    static final String OWN_TYPE = "global-token-revocation+jwt";

    /** Besides that, as clients authenticate elsewhere, and as JWTs are called that are nothing in particular. */
    private static final Set<String> TYPES = Set.of(OWN_TYPE, "client-authentication+jwt", "jwt");

    /** The longest life of such a JWT, in seconds. */
    static final int LONGEST_LIFE = 300;

    /** By how many seconds the clocks of both may differ, as in Keycloak's own check of a client's JWT. */
    static final int CLOCK_SKEW = 15;

    /**
     * What is wrong with a JWT whose signature is good.
     *
     * @param typ of its header; null where that has none
     * @param now epoch seconds
     * @return for the log and the event, not for the caller; null where nothing is wrong
     */
    @Nullable
    String fault(@Nullable String typ, JsonWebToken jwt, long now) {
        @Nullable String type = typ == null ? null : typ.toLowerCase(Locale.ROOT);
        if (type != null && !TYPES.contains(type)) {
            return "The JWT is of another type";
        }
        boolean byProvider = OWN_TYPE.equals(type) && provider != null && provider.equals(jwt.getIssuer());
        if (!byProvider && !clientId.equals(jwt.getIssuer())) {
            return "The JWT has another issuer";
        }
        if (!isForThis(jwt.getAudience(), byProvider)) {
            return "The JWT is for another audience, or for more than one";
        }
        if (jwt.getId() == null || jwt.getId().isBlank()) {
            return "The JWT has no jti";
        }
        return timeFault(jwt.getIat(), jwt.getExp(), jwt.getNbf(), now);
    }

    /** An identity provider's own type is proof enough of what its JWT is for; a client's JWT would be good at the token endpoint. */
    private boolean isForThis(String @Nullable [] audience, boolean byProvider) {
        return audience != null
                && audience.length == 1
                && audience[0] != null
                && (endpoint.contains(audience[0]) || (byProvider && realm.equals(audience[0])));
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
