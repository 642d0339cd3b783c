package dev.tokenfamily.admin;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.FamilyQueries.RecentlyUsed;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.report.Copies;
import dev.tokenfamily.report.Copies.RacingClient;
import dev.tokenfamily.report.CopySign;
import dev.tokenfamily.report.Period;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;

/**
 * What an admin asks about clients whose copies race. It is read from the rows of the newest families and incidents, and from no more
 * of them, however many there are.
 */
public final class CopiesLookup {

    /** The parameters of this report. */
    static final Set<String> PARAMETERS = Set.of("days", QueryParameters.CLIENT);

    /** The longest time that is asked for; a family that nobody has used for longer is no news. */
    static final int MOST_DAYS = 90;

    /** How many families are looked at. */
    static final int NEWEST_FAMILIES = QueryParameters.HIGHEST_LIMIT;

    /** How many of these with a sign are read, and how many incidents. */
    static final int MOST_READ = QueryParameters.LARGEST_PAGE;

    private final AdminRequest admin;
    private final FamilyQueries families;
    private final RecordedIncidents incidents;

    /** Serves one request of that admin. */
    public CopiesLookup(AdminRequest admin, FamilyQueries families, RecordedIncidents incidents) {
        this.admin = admin;
        this.families = families;
        this.incidents = incidents;
    }

    /** What the query asks for ({@link #PARAMETERS}), the present day (of UTC) included. */
    CopiesRepresentation read(MultivaluedMap<String, String> query) {
        admin.requireView(null);
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        int days = parameters.number("days", ReportLookup.DEFAULT_DAYS, 1, MOST_DAYS);
        Period period = Period.ofDays(days, Time.currentTimeSeconds());
        String clientId = parameters.text(QueryParameters.CLIENT);
        @Nullable
        String internalId = clientId == null ? null : admin.client(clientId).getId();
        return read(period, internalId);
    }

    private CopiesRepresentation read(Period period, @Nullable String internalId) {
        String realmId = admin.realm().getId();
        RecentlyUsed recently = new RecentlyUsed(realmId, internalId, NEWEST_FAMILIES, period.start());
        List<Family> needing = families.needingGrace(recently, MOST_READ);
        Map<String, Long> looked = families.countByClient(recently);
        List<ListedIncident> newest = incidents.list(
                IncidentFilter.of(Selection.matching(realmId, null, internalId, null)), new Page(0, MOST_READ));
        List<CopySign> signs = Stream.concat(
                        needing.stream().flatMap(family -> CopySign.of(family, period.start())),
                        newest.stream()
                                .filter(incident -> incident.at() >= period.start())
                                .map(CopySign::of)
                                .flatMap(Optional::stream))
                .toList();
        long all = looked.values().stream().mapToLong(Long::longValue).sum();
        boolean complete = needing.size() < MOST_READ
                && families.count(new FamilyFilter(recently.selection(), null), NEWEST_FAMILIES) < NEWEST_FAMILIES
                && (newest.size() < MOST_READ || newest.get(MOST_READ - 1).at() < period.start());
        return CopiesRepresentation.of(period, all, complete, represented(Copies.of(signs, looked), looked));
    }

    /** Of clients that are there; their users by name, as far as they are. */
    private List<CopiesRepresentation.RacingClient> represented(List<RacingClient> racing, Map<String, Long> looked) {
        List<CopiesRepresentation.RacingClient> represented = new ArrayList<>();
        Map<String, String> names = admin.usernames(families)
                .of(racing.stream()
                        .flatMap(client -> CopiesRepresentation.worst(client).stream())
                        .map(Copies.Recurring::userId)
                        .limit(MOST_READ)
                        .toList());
        for (RacingClient client : racing) {
            ClientModel model = admin.realm().getClientById(client.clientId());
            if (model != null) {
                represented.add(CopiesRepresentation.of(
                        model.getClientId(), looked.getOrDefault(client.clientId(), 0L), client, names));
            }
        }
        return represented;
    }
}
