package dev.tokenfamily.token;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict;
import dev.tokenfamily.family.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.refresh.RefreshTokenException;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * How a refresh is refused. Always together with the request's transaction: Keycloak 26.7 would commit it on an error
 * of the token endpoint, 26.8 rolls it back.
 *
 * <p>Keycloak makes event and answer of a refusal, unless there is an {@link ErrorPage}: its answer cannot name that, so that we
 * send the same event and answer ourselves.
 */
public final class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private static final String MALFORMED = "malformed";
    private static final String UNAVAILABLE = "unavailable";

    private final KeycloakSession session;
    private final Optional<ErrorPage> page;

    /** Of one request; the page explains refusals where there is one. */
    public Refusal(KeycloakSession session, Optional<ErrorPage> page) {
        this.session = session;
        this.page = page;
    }

    /** {@code invalid_grant} (RFC 6749 §5.2), for the provider. */
    OAuthErrorException beforeMinting(Finding finding, EventBuilder event) {
        Verdict verdict = finding.verdict();
        return invalidGrant(verdict.text(), verdict.description(), event);
    }

    /**
     * {@code invalid_grant} (RFC 6749 §5.2), for a claim that only a mistake of ours, or of somebody with the realm's keys, can
     * have made.
     */
    OAuthErrorException malformed(EventBuilder event) {
        return invalidGrant(MALFORMED, "Token family is malformed", event);
    }

    private OAuthErrorException invalidGrant(String cause, String description, EventBuilder event) {
        rollBackAndExplain(cause, description, event);
        return new OAuthErrorException(OAuthErrorException.INVALID_GRANT, description, description);
    }

    /** {@code invalid_grant} (RFC 6749 §5.2), for the post-processor. */
    RefreshTokenException afterMinting(Finding finding, EventBuilder event) {
        Verdict verdict = finding.verdict();
        rollBackAndExplain(verdict.text(), verdict.description(), event);
        return new RefreshTokenException(OAuthErrorException.INVALID_GRANT, verdict.description());
    }

    /** Throws where there is a page; the event is the one that Keycloak sends of the exceptions above. */
    private void rollBackAndExplain(String cause, String description, EventBuilder event) {
        session.getTransactionManager().setRollbackOnly();
        page.ifPresent(explaining -> {
            event.detail(Details.REASON, description);
            event.error(Errors.INVALID_TOKEN);
            throw new ExplainedRefusal(
                    session.getProvider(Cors.class),
                    OAuthErrorException.INVALID_GRANT,
                    description,
                    explaining.about(cause),
                    Response.Status.BAD_REQUEST);
        });
    }

    /**
     * 503 {@code temporarily_unavailable}, the OAuth error that RFC 6749 §4.1.2.1 has for it. Without an event, which would
     * need the database that has just failed.
     */
    CorsErrorResponseException unavailable(StoreUnavailableException failure) {
        session.getTransactionManager().setRollbackOnly();
        LOG.warn("A refresh token could not be judged, and was neither accepted nor consumed", failure);
        Cors cors = session.getProvider(Cors.class);
        String error = OAuthErrorException.TEMPORARILY_UNAVAILABLE;
        String description = "The refresh token cannot be checked at the moment and remains valid";
        Response.Status status = Response.Status.SERVICE_UNAVAILABLE;
        return page.<CorsErrorResponseException>map(explaining ->
                        new ExplainedRefusal(cors, error, description, explaining.about(UNAVAILABLE), status))
                .orElseGet(() -> new CorsErrorResponseException(cors, error, description, status));
    }
}
