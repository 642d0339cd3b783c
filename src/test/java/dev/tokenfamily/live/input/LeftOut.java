package dev.tokenfamily.live.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What Keycloak itself answers with 5xx before, or without, any code of ours; it is not sent. */
enum LeftOut {
    /** Behind a proxy that appends to what came. Where an event is ours, the address is cut (ADR 9). */
    LONG_ADDRESS(
            "X-Forwarded-For over 255 characters, at requests whose event Keycloak writes alone: its column is shorter"),
    /** Before any resource is chosen; so with every form post of Keycloak. */
    UNDECODABLE_FORM("a form with a % that encodes nothing, or multipart/form-data: Quarkus' form decoder throws"),
    /** Likewise. */
    NO_MEDIA_TYPE("a Content-Type that is no media type: Quarkus REST throws"),
    /** Only behind a proxy that hands on what strangers send. */
    FORWARDED_NONSENSE(
            "X-Forwarded-Proto, -Host and -For that are none, or with a port that is none: Quarkus answers 4xx or 5xx, or logs an ERROR"),
    /** Before it is known whose request it is. */
    INCOMPLETE_KEY("a DPoP proof whose jwk lacks its numbers: JWKParser reads them unseen"),
    /** It is refused with 401, but Keycloak logs an ERROR. */
    UNDECODABLE_SECRET("Basic credentials with a % that encodes nothing: BasicAuthHelper throws"),
    /** Before any resource is chosen. */
    ADMIN_WITHOUT_ISSUER(
            "a bearer without iss at the admin API: AdminRoot.authenticateRealmAdminRequest takes it apart unseen"),
    /** Only the realm's key can sign one. */
    UNDATED(
            "a signed token without iat: TokenManager.NotBeforeCheck and JsonWebToken.isIssuedBeforeSessionStart unbox it"),
    /** Likewise. */
    NAMELESS_AT_REVOKE(
            "a signed token without jti at /revoke: DefaultTokenContextEncoderProvider takes it apart unseen"),
    /** Likewise. */
    SESSIONLESS("a signed token without sid: Infinispan is asked for a session without a name"),
    /** Likewise. */
    UNSCOPED("a signed token without scope at the token endpoint: TokenManager.generateRefreshToken splits it unseen"),
    /** Likewise. */
    BEARER_AT_REVOKE(
            "a signed access token with an odd exp or jti at /revoke: TokenRevocationEndpoint.revokeAccessToken"
                    + " unboxes the one, and stores the other in a column");

    private static final Pattern NO_CODE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern NO_TYPE = Pattern.compile("Content-Type: (multipart/.*|.*no-such-thing"
            + "|(?![\\w*.+-]+/[\\w*.+-]+(\\s*;\\s*[\\w-]+=(\"[^\"]*\"|[\\w.-]+))*\\s*$).*)");
    private static final Pattern FORWARDED = Pattern.compile("X-Forwarded-(Proto: (?!https?$).*|Host: .*[^\\w.:-].*)");

    private static final Pattern UNREADABLE =
            Pattern.compile("DPoP: eyJ0eXAiOiJkcG9wK2p3dCIs.*|(?i)Authorization: (Basic YXBwOiV6eg==|bearer e30\\..*)");

    private final String reason;

    LeftOut(String reason) {
        this.reason = reason;
    }

    /** Which, and why. */
    String reason() {
        return name() + ": " + reason;
    }

    /** Whether a request is one of those. */
    static boolean has(Input input) {
        boolean form = input.method().equals("POST") && input.endpoint() != Endpoint.ADMIN;
        return (form && NO_CODE.matcher(input.body()).find())
                || input.headers().stream()
                        .anyMatch(line -> NO_TYPE.matcher(line).matches()
                                || UNREADABLE.matcher(line).matches()
                                || FORWARDED.matcher(line).matches());
    }

    /** Whether a token with these claims is one of those. */
    static boolean has(JsonNode claims, Endpoint endpoint) {
        boolean atRevoke = endpoint == Endpoint.REVOKE;
        return (endpoint != Endpoint.LINK && isNothing(claims.path("iat")))
                || (atRevoke && isNothing(claims.path("jti")))
                || (endpoint != Endpoint.LINK && !claims.hasNonNull("sid"))
                || (endpoint == Endpoint.TOKEN && !claims.hasNonNull("scope"))
                || (atRevoke && claims.path("typ").asText().equals("Bearer"));
    }

    /** As Jackson reads it where a number is wanted. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().trim().isEmpty());
    }
}
