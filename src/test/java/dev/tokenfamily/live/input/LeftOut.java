package dev.tokenfamily.live.input;

import com.fasterxml.jackson.databind.JsonNode;

/** What Keycloak itself answers with 5xx before, or without, any code of ours; it is not sent. */
enum LeftOut {
    /** Behind a proxy that appends to what came. Where an event is ours, the address is cut (ADR 9). */
    LONG_ADDRESS(
            "X-Forwarded-For over 255 characters, at requests whose event Keycloak writes alone: its column is shorter"),
    /** Only the realm's key can sign one. */
    UNDATED(
            "a signed token without iat: TokenManager.NotBeforeCheck and JsonWebToken.isIssuedBeforeSessionStart unbox it"),
    /** Likewise. */
    NAMELESS_AT_REVOKE(
            "a signed token without jti at /revoke: DefaultTokenContextEncoderProvider takes it apart unseen"),
    /** Likewise. */
    BEARER_AT_REVOKE(
            "a signed access token with an odd exp or jti at /revoke: TokenRevocationEndpoint.revokeAccessToken"
                    + " unboxes the one, and stores the other in a column");

    private final String reason;

    LeftOut(String reason) {
        this.reason = reason;
    }

    /** Which, and why. */
    String reason() {
        return name() + ": " + reason;
    }

    /** Whether a token with these claims is one of those. */
    static boolean has(JsonNode claims, Endpoint endpoint) {
        boolean atRevoke = endpoint == Endpoint.REVOKE;
        return (endpoint != Endpoint.LINK && isNothing(claims.path("iat")))
                || (atRevoke && isNothing(claims.path("jti")))
                || (atRevoke && claims.path("typ").asText().equals("Bearer"));
    }

    /** As Jackson reads it where a number is wanted. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isBlank());
    }
}
