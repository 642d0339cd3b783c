package dev.tokenfamily.token;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.family.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.refresh.RefreshTokenException;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * How a refresh is refused. Always together with the request's transaction: Keycloak 26.7 would commit it on an error
 * of the token endpoint, 26.8 rolls it back.
 */
final class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private Refusal() {}

    /** {@code invalid_grant} (RFC 6749 §5.2), for the provider. */
    static OAuthErrorException beforeMinting(KeycloakSession session, Finding finding) {
        return invalidGrant(session, finding.verdict().description());
    }

    /**
     * {@code invalid_grant} (RFC 6749 §5.2), for a claim that only a mistake of ours, or of somebody with the realm's keys, can
     * have made.
     */
    static OAuthErrorException malformed(KeycloakSession session) {
        return invalidGrant(session, "Token family is malformed");
    }

    private static OAuthErrorException invalidGrant(KeycloakSession session, String description) {
        session.getTransactionManager().setRollbackOnly();
        return new OAuthErrorException(OAuthErrorException.INVALID_GRANT, description, description);
    }

    /** {@code invalid_grant} (RFC 6749 §5.2), for the post-processor. */
    static RefreshTokenException afterMinting(KeycloakSession session, Finding finding) {
        session.getTransactionManager().setRollbackOnly();
        return new RefreshTokenException(
                OAuthErrorException.INVALID_GRANT, finding.verdict().description());
    }

    /**
     * 503 {@code temporarily_unavailable}, the OAuth error that RFC 6749 §4.1.2.1 has for it. Without an event, which would
     * need the database that
     * has just failed.
     */
    static CorsErrorResponseException unavailable(KeycloakSession session, StoreUnavailableException failure) {
        session.getTransactionManager().setRollbackOnly();
        LOG.warn("A refresh token could not be judged, and was neither accepted nor consumed", failure);
        return new CorsErrorResponseException(
                session.getProvider(Cors.class),
                OAuthErrorException.TEMPORARILY_UNAVAILABLE,
                "The refresh token cannot be checked at the moment and remains valid",
                Response.Status.SERVICE_UNAVAILABLE);
    }
}
