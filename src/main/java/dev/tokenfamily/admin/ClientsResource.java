package dev.tokenfamily.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * {@code /admin/realms/{realm}/token-families/clients}: the clients of the realm, each with what governs it and what to do about
 * it. Needs {@code view-realm}, as the policy of a client does, and the right to see the client.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class ClientsResource {

    private final ClientLookup clients;

    /** Serves one request. */
    public ClientsResource(ClientLookup clients) {
        this.clients = clients;
    }

    /** Clients, by {@code client_id}. */
    @GET
    public List<ListedClient> list(@Context UriInfo uri) {
        return TokenFamiliesResource.available(() -> clients.list(uri.getQueryParameters()));
    }

    /** How many clients there are. */
    @GET
    @Path("count")
    public long count(@Context UriInfo uri) {
        return TokenFamiliesResource.available(() -> clients.count(uri.getQueryParameters()));
    }
}
