package dev.tokenfamily.admin;

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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;

/**
 * {@code …/token-families/users}: what is held of a user, for whoever may see that user. Each export leaves an admin event, since
 * it is more than admins read day by day.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class UserDataResource {

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
        ExportPage page = ExportPage.of(new QueryParameters(uri.getQueryParameters(), ExportPage.PARAMETERS));
        UserDataRepresentation data = available(() -> read(userId, page));
        admin.sendEvent(OperationType.ACTION, data.extent());
        return data;
    }

    private UserDataRepresentation read(String userId, ExportPage page) {
        Page asked = page.asked();
        List<FamilyRepresentation> ofFamilies = families.ofUser(userId, asked);
        List<IncidentRepresentation> ofIncidents = incidents.ofUser(userId, asked);
        List<EndRepresentation> ofEnds = history.ofUser(userId, asked);
        @Nullable List<ActRepresentation> ofActs = history.actsOf(userId, asked);
        List<NoticeRepresentation> ofNotices =
                entries.of(admin.realm().getId(), userId, asked.first(), asked.max()).stream()
                        .map(NoticeRepresentation::of)
                        .toList();
        boolean more = Stream.of(ofFamilies, ofIncidents, ofEnds, ofActs == null ? List.of() : ofActs, ofNotices)
                .anyMatch(page::hasMore);
        return new UserDataRepresentation(
                userId,
                admin.usernames(queries).of(List.of(userId)).get(userId),
                Time.currentTimeMillis(),
                page.shown(ofFamilies),
                page.shown(ofIncidents),
                page.shown(ofEnds),
                ofActs == null ? null : page.shown(ofActs),
                page.shown(ofNotices),
                more);
    }
}
