package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.TokenFamiliesResource.available;

import dev.tokenfamily.admin.WebhooksRepresentation.ConfiguredWebhook;
import dev.tokenfamily.webhook.AllowedHosts;
import dev.tokenfamily.webhook.Deliveries;
import dev.tokenfamily.webhook.Endpoint;
import dev.tokenfamily.webhook.Endpoints;
import dev.tokenfamily.webhook.InvalidWebhooksException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/**
 * {@code webhooks}: whom the realm tells, and what became of it. Reading needs {@code view-realm}; writing and replaying
 * {@code manage-realm}, which tokens of our page stand in for after a fresh login ({@link PolicyWriter}).
 */
@Produces(MediaType.APPLICATION_JSON)
public final class WebhooksResource {

    /** The parameters of the list of deliveries. */
    static final Set<String> DELIVERIES = Set.of("endpoint", "state", QueryParameters.FIRST, QueryParameters.MAX);

    /** The states that deliveries can be in. */
    static final List<String> STATES = List.of("pending", "delivered", "dead_letter");

    private final AdminRequest admin;
    private final AllowedHosts hosts;
    private final Deliveries deliveries;
    private final Function<Endpoint, @Nullable String> problems;

    /**
     * Serves one request of that admin.
     *
     * @param problems says why nothing could be delivered to an endpoint now; null where nothing is known against it
     */
    public WebhooksResource(
            AdminRequest admin,
            AllowedHosts hosts,
            Deliveries deliveries,
            Function<Endpoint, @Nullable String> problems) {
        this.admin = admin;
        this.hosts = hosts;
        this.deliveries = deliveries;
        this.problems = problems;
    }

    /** The webhooks of the realm. */
    @GET
    public WebhooksRepresentation get() {
        admin.permissions().realm().requireViewRealm();
        try {
            return represented(Endpoints.parse(admin.realm().getAttribute(Endpoints.ATTRIBUTE)));
        } catch (InvalidWebhooksException e) {
            return new WebhooksRepresentation(List.of(), hosts.names(), e.getMessage());
        }
    }

    /** Gives the realm other webhooks. Whatever is queued for one that is gone is given up. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public WebhooksRepresentation put(InputStream body) throws IOException {
        new PolicyWriter(admin).require();
        Endpoints endpoints = WebhooksRequest.read(body);
        try {
            endpoints.list().forEach(hosts::require);
        } catch (InvalidWebhooksException e) {
            throw RequestBody.invalid(e.getMessage());
        }
        if (endpoints.list().isEmpty()) {
            admin.realm().removeAttribute(Endpoints.ATTRIBUTE);
        } else {
            admin.realm().setAttribute(Endpoints.ATTRIBUTE, endpoints.json());
        }
        admin.sendEvent(OperationType.UPDATE, WebhooksRequest.of(endpoints));
        return represented(endpoints);
    }

    private WebhooksRepresentation represented(Endpoints endpoints) {
        List<ConfiguredWebhook> shown = endpoints.list().stream()
                .map(endpoint -> ConfiguredWebhook.of(WebhooksRequest.Webhook.of(endpoint), problems.apply(endpoint)))
                .toList();
        return new WebhooksRepresentation(shown, hosts.names(), null);
    }

    /** What became of messages, newest first. */
    @GET
    @Path("deliveries")
    public List<DeliveryRepresentation> deliveries(@Context UriInfo uri) {
        admin.permissions().realm().requireViewRealm();
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters(), DELIVERIES);
        @Nullable String state = parameters.text("state");
        if (state != null && !STATES.contains(state)) {
            throw QueryParameters.invalid(
                    "The parameter 'state' is '%s'; it must be one of %s".formatted(state, STATES));
        }
        return available(() ->
                deliveries.list(admin.realm().getId(), parameters.text("endpoint"), state, parameters.page()).stream()
                        .map(DeliveryRepresentation::of)
                        .toList());
    }

    /** Has a message delivered once more, with the id that it had. Answers with nothing. */
    @POST
    @Path("deliveries/{id}/replay")
    public void replay(@PathParam("id") String deliveryId) {
        new PolicyWriter(admin).require();
        if (!available(() -> deliveries.replay(admin.realm().getId(), deliveryId))) {
            throw new NotFoundException("Delivery not found");
        }
        admin.sendEvent(OperationType.ACTION, null);
    }
}
