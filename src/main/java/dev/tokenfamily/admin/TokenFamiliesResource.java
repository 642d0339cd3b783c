package dev.tokenfamily.admin;

import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.services.ErrorResponse;

/**
 * {@code /admin/realms/{realm}/token-families}. Described for its callers in {@code docs/openapi.yaml}. Reading needs
 * {@code view-users}, or {@code view-realm} for the policy; writing {@code manage-users}.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class TokenFamiliesResource {

    private static final Logger LOG = Logger.getLogger(TokenFamiliesResource.class);

    private final FamilyLookup families;
    private final FamilyRevocation revocation;
    private final ReportResource report;
    private final HistoryLookup history;
    private final PolicyLookup policies;
    private final ClientsResource clients;
    private final IncidentsResource incidents;
    private final PresetsResource presets;
    private final SetupResource setup;
    private final UserDataResource users;
    private final WebhooksResource webhooks;

    /** Serves one request of that admin. */
    public TokenFamiliesResource(
            FamilyLookup families,
            FamilyRevocation revocation,
            ReportResource report,
            HistoryLookup history,
            PolicyLookup policies,
            ClientsResource clients,
            IncidentsResource incidents,
            PresetsResource presets,
            SetupResource setup,
            UserDataResource users,
            WebhooksResource webhooks) {
        this.families = families;
        this.revocation = revocation;
        this.report = report;
        this.history = history;
        this.policies = policies;
        this.clients = clients;
        this.incidents = incidents;
        this.presets = presets;
        this.setup = setup;
        this.users = users;
        this.webhooks = webhooks;
    }

    /** Families, newest first. */
    @GET
    public List<FamilyRepresentation> list(@Context UriInfo uri) {
        return available(() -> families.list(uri.getQueryParameters()));
    }

    /** How many families there are. */
    @GET
    @Path("count")
    public long count(@Context UriInfo uri) {
        return available(() -> families.count(uri.getQueryParameters()));
    }

    /** One family. */
    @GET
    @Path("{id}")
    public FamilyRepresentation get(@PathParam("id") String familyId) {
        return available(() -> families.get(familyId));
    }

    /** Revokes a family with its access tokens. Answers with nothing. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String familyId) {
        return ended(() -> revocation.revoke(familyId), extent -> Response.noContent());
    }

    /**
     * Ends every refresh token of a user, a client or a session, also those that were never used. Answers with an {@link Extent}.
     */
    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response revokeAll(InputStream body) throws IOException {
        RevocationRequest request = RevocationRequest.read(body);
        return ended(() -> revocation.revoke(request), Response::ok);
    }

    /** The incidents of the realm. */
    @Path("incidents")
    public IncidentsResource incidents() {
        return incidents;
    }

    /** Why a user was logged out, or a session or a family ended: what is on record, newest first. */
    @GET
    @Path("history")
    public List<EndRepresentation> history(@Context UriInfo uri) {
        return available(() -> history.list(uri.getQueryParameters()));
    }

    /** What the last days tell of the clients. */
    @Path("report")
    public ReportResource report() {
        return report;
    }

    /** The policy that governs a client's refreshes, or those of one user, where it came from, and what is unsafe about it. */
    @GET
    @Path("policy")
    public PolicyRepresentation policy(@Context UriInfo uri) {
        return available(() -> policies.of(uri.getQueryParameters()));
    }

    /** The clients of the realm, each with what governs it. */
    @Path("clients")
    public ClientsResource clients() {
        return clients;
    }

    /** Client policies to start from. */
    @Path("presets")
    public PresetsResource presets() {
        return presets;
    }

    /** Whom the realm tells, and what became of it. */
    @Path("webhooks")
    public WebhooksResource webhooks() {
        return webhooks;
    }

    /** What a realm needs besides the JAR. */
    @Path("setup")
    public SetupResource setup() {
        return setup;
    }

    /** What is held of users. */
    @Path("users")
    public UserDataResource users() {
        return users;
    }

    /** Ends something: 503 where not all of it has ended, which is returned where some has, for the sake of its admin event. */
    private static Response ended(Supplier<Ended> work, Function<Extent, ResponseBuilder> answer) {
        return available(() -> {
            Ended ended = work.get();
            if (ended.failure() != null && ended.some()) {
                LOG.warn("Not all has ended that an admin wanted to end", ended.failure());
                return Unfinished.unavailable("Not all has ended", ended.extent());
            }
            return answer.apply(ended.complete()).build();
        });
    }

    /** Does the work of an answer: 503 where the database does not answer, 409 where the realm's policies cannot be read. */
    static <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException e) {
            LOG.warn("A request of an admin could not be answered", e);
            throw ErrorResponse.error("The database is not available. Try again", Response.Status.SERVICE_UNAVAILABLE);
        } catch (UnreadablePoliciesException e) {
            LOG.warn("A request of an admin could not be answered", e);
            throw ErrorResponse.error(e.getMessage(), Response.Status.CONFLICT);
        }
    }
}
