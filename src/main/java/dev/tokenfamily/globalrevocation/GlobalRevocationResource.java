package dev.tokenfamily.globalrevocation;

import dev.tokenfamily.family.Address;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.IssuerAndSubject;
import dev.tokenfamily.globalrevocation.SubjectIdentifier.Opaque;
import dev.tokenfamily.outbox.NewEntry;
import dev.tokenfamily.request.CallRates;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.Urls;

/**
 * {@code /realms/{realm}/global-token-revocation}: takes an order to end everything of a user (draft-parecki-oauth-global-token-
 * revocation-06 §3). It does the same whomever the order names, and does not look whether there is such a user: so neither the
 * answer nor its time tells. The work begins when the request has been committed.
 */
public final class GlobalRevocationResource {

    /** The path of this resource below {@code /realms/{realm}/}. */
    public static final String RESOURCE = "global-token-revocation";

    private static final Logger LOG = Logger.getLogger(GlobalRevocationResource.class);

    private static final String TYPE = "revoke-all";

    private final KeycloakSession session;
    private final RevocationRight right;
    private final CallRates rates;
    private final Runnable wake;

    /**
     * Serves one request of a realm that has such an endpoint.
     *
     * @param rates how often each client asks, by its internal id
     * @param wake is called when an order has been committed
     */
    public GlobalRevocationResource(KeycloakSession session, RevocationRight right, CallRates rates, Runnable wake) {
        this.session = session;
        this.right = right;
        this.rates = rates;
        this.wake = wake;
    }

    /** Takes an order: 204 where the end of everything of that user, if there is one, has begun. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response revoke(InputStream body) throws IOException {
        try {
            requireTls();
            Caller caller = new CallerAuthentication(session, right).caller();
            requireUnhurried(caller);
            queue(caller, RequestBody.read(body));
            return Response.noContent().build();
        } catch (RequestRefused refused) {
            LOG.debug("An order to revoke all tokens of a user was refused", refused);
            return answer(refused);
        }
    }

    private void requireTls() throws RequestRefused {
        if (realm().getSslRequired().isRequired(session.getContext().getConnection())
                && !"https".equals(session.getContext().getUri().getBaseUri().getScheme())) {
            throw RequestRefused.withoutTls();
        }
    }

    private void requireUnhurried(Caller caller) throws RequestRefused {
        long seconds = rates.secondsToWait(caller.client().getId());
        if (seconds > 0) {
            throw RequestRefused.tooMany(seconds);
        }
    }

    private void queue(Caller caller, SubjectIdentifier subject) throws RequestRefused {
        String client = caller.client().getId();
        RevocationOrder order = RevocationOrder.of(byOwnId(subject), client, caller.identityProvider(), origin());
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        try {
            new NewEntry(
                            GlobalRevocation.QUEUE,
                            TYPE,
                            realm().getId(),
                            client,
                            UUID.randomUUID().toString(),
                            order.text())
                    .enqueue(em);
            em.flush();
        } catch (PersistenceException e) {
            session.getTransactionManager().setRollbackOnly();
            throw RequestRefused.unavailable(e);
        }
        session.getTransactionManager().enlistAfterCompletion(new Waking(wake));
    }

    /** Whom this realm's own tokens name by {@code sub} is the user of that id: the work has no request, and no issuer. */
    private SubjectIdentifier byOwnId(SubjectIdentifier subject) {
        String issuer = Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm().getName());
        return subject instanceof IssuerAndSubject named && named.issuer().equals(issuer)
                ? new Opaque(named.subject())
                : subject;
    }

    private Origin origin() {
        return new Origin(
                Address.of(session.getContext().getConnection().getRemoteHost()),
                session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT));
    }

    private Response answer(RequestRefused refused) {
        Response.ResponseBuilder answer = Response.status(refused.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new OAuth2ErrorRepresentation(refused.error(), refused.getMessage()));
        if (refused.status() == Response.Status.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"%s\"".formatted(refused.error()));
        }
        if (refused.secondsToWait() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, refused.secondsToWait());
        }
        return answer.build();
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    /** Has the work begun once the order is committed. */
    private static final class Waking extends AbstractKeycloakTransaction {

        private final Runnable wake;

        private Waking(Runnable wake) {
            this.wake = wake;
        }

        @Override
        protected void commitImpl() {
            wake.run();
        }

        @Override
        protected void rollbackImpl() {
            // there is no order
        }
    }
}
