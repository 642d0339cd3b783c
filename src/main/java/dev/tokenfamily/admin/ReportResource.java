package dev.tokenfamily.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** {@code /admin/realms/{realm}/token-families/report}: what the last days tell of a realm's clients. Needs {@code view-users}. */
@Produces(MediaType.APPLICATION_JSON)
public final class ReportResource {

    private final ReportLookup report;
    private final CopiesLookup copies;

    /** Serves one request. */
    public ReportResource(ReportLookup report, CopiesLookup copies) {
        this.report = report;
        this.copies = copies;
    }

    /** What was counted of the clients' refreshes in the last days. */
    @GET
    public ReportRepresentation report(@Context UriInfo uri) {
        return TokenFamiliesResource.available(() -> report.read(uri.getQueryParameters()));
    }

    /** Which clients and users have copies of refresh tokens that race, as their families' rows are now. */
    @GET
    @Path("copies")
    public CopiesRepresentation copies(@Context UriInfo uri) {
        return TokenFamiliesResource.available(() -> copies.read(uri.getQueryParameters()));
    }
}
