package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;
import static dev.tokenfamily.admin.TokenFamiliesResource.available;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.outbox.KeptEntries;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;

/**
 * {@code …/token-families/users}: what is held of a user, for whoever may see that user. Each export leaves an admin event, since it
 * is more than admins read day by day.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class UserDataResource {

    /** The parameters of an export. */
    static final Set<String> EXPORT = Set.of(FIRST, MAX);

    /** Of each part; hardly anybody has more. */
    static final int MOST = 10_000;

    private final AdminRequest admin;
    private final FamilyQueries queries;
    private final FamilyLookup families;
    private final IncidentLookup incidents;
    private final HistoryLookup history;
    private final KeptEntries entries;

    /** Serves one request of that admin. */
    public UserDataResource(
            AdminRequest admin,
            FamilyQueries queries,
            FamilyLookup families,
            IncidentLookup incidents,
            HistoryLookup history,
            KeptEntries entries) {
        this.admin = admin;
        this.queries = queries;
        this.families = families;
        this.incidents = incidents;
        this.history = history;
        this.entries = entries;
    }

    /** Exports all that is held of a user. */
    @GET
    @Path("{userId}/data")
    public UserDataRepresentation export(@PathParam("userId") String userId, @Context UriInfo uri) {
        admin.requireView(userId);
        UserDataRepresentation data = available(() -> read(userId, page(uri.getQueryParameters())));
        admin.sendEvent(OperationType.ACTION, data.extent());
        return data;
    }

    private static Page page(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, EXPORT);
        return new Page(parameters.number(FIRST, 0, 0, Integer.MAX_VALUE), parameters.number(MAX, MOST, 1, MOST));
    }

    private UserDataRepresentation read(String userId, Page page) {
        List<FamilyRepresentation> ofFamilies = families.ofUser(userId, page);
        List<IncidentRepresentation> ofIncidents = incidents.ofUser(userId, page);
        List<EndRepresentation> ofEnds = history.ofUser(userId, page);
        @Nullable List<ActRepresentation> ofActs = history.actsOf(userId, page);
        List<NoticeRepresentation> ofNotices =
                entries.of(admin.realm().getId(), userId, page.first(), page.max()).stream()
                        .map(NoticeRepresentation::of)
                        .toList();
        boolean more = Stream.of(ofFamilies, ofIncidents, ofEnds, ofActs == null ? List.of() : ofActs, ofNotices)
                .anyMatch(part -> part.size() >= page.max());
        return new UserDataRepresentation(
                userId,
                admin.usernames(queries).of(List.of(userId)).get(userId),
                Time.currentTimeMillis(),
                ofFamilies,
                ofIncidents,
                ofEnds,
                ofActs,
                ofNotices,
                more);
    }
}
