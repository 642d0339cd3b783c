package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.TokenFamiliesResource.available;

import dev.tokenfamily.incident.ListedIncident;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code …/token-families/incidents}: the queue of incidents, and what admins make of each. */
@Produces(MediaType.APPLICATION_JSON)
public final class IncidentsResource {

    private final IncidentLookup incidents;
    private final IncidentReview review;

    /** Serves one request of an admin. */
    public IncidentsResource(IncidentLookup incidents, IncidentReview review) {
        this.incidents = incidents;
        this.review = review;
    }

    /** Incidents, newest first. */
    @GET
    public List<IncidentRepresentation> list(@Context UriInfo uri) {
        return available(() -> incidents.list(uri.getQueryParameters()));
    }

    /** How many incidents there are. */
    @GET
    @Path("count")
    public long count(@Context UriInfo uri) {
        return available(() -> incidents.count(uri.getQueryParameters()));
    }

    /** One incident. */
    @GET
    @Path("{id}")
    public IncidentRepresentation get(@PathParam("id") String incidentId) {
        return available(() -> incidents.get(incidentId));
    }

    /**
     * Gives an incident a state; ends what is to fall where a theft is confirmed. Answers with an
     * {@link IncidentStateRepresentation}, or 409.
     */
    @PUT
    @Path("{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String incidentId, InputStream body) throws IOException {
        ListedIncident incident = available(() -> review.manageable(incidentId));
        IncidentStateRequest request = IncidentStateRequest.read(body);
        return available(() -> review.change(incident, request));
    }
}
