package dev.tokenfamily.globalrevocation;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.Urls;

/**
 * Who sends a request, by its header {@code Authorization}: a client with an access token that this realm has given to its service
 * account, or one with a JWT that it has signed for this request.
 */
final class CallerAuthentication {

    private static final List<String> SCHEMES = List.of("bearer", "dpop");

    private final KeycloakSession session;
    private final RevocationRight right;

    CallerAuthentication(KeycloakSession session, RevocationRight right) {
        this.session = session;
        this.right = right;
    }

    /** The client that asks, and may. */
    Caller caller() throws RequestRefused {
        String token = token();
        JWSInput jws;
        JsonWebToken claims;
        try {
            jws = new JWSInput(token);
            claims = jws.readJsonContent(JsonWebToken.class);
        } catch (JWSInputException e) {
            throw new FailedLogins(session).refuse(null, "The credential is no JWT", e);
        }
        if (claims == null || jws.getHeader() == null || jws.getHeader().getAlgorithm() == null) {
            throw new FailedLogins(session).refuse(null, "The credential is no JWT", null);
        }
        return issuer().equals(claims.getIssuer())
                ? new AccessTokens(session, right).caller()
                : new SignedAssertion(session, right, jws, claims).caller();
    }

    private String issuer() {
        return Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
    }

    private String token() throws RequestRefused {
        List<String> headers =
                session.getContext().getHttpRequest().getHttpHeaders().getRequestHeader(HttpHeaders.AUTHORIZATION);
        String[] words = headers == null || headers.size() != 1
                ? new String[0]
                : headers.get(0).trim().split("\\s+");
        if (words.length != 2 || !SCHEMES.contains(words[0].toLowerCase(Locale.ROOT))) {
            throw RequestRefused.unauthenticated();
        }
        return words[1];
    }
}
