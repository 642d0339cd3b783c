package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.CLIENT;
import static dev.tokenfamily.admin.QueryParameters.FAMILY;
import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;
import static dev.tokenfamily.admin.QueryParameters.NEWEST;
import static dev.tokenfamily.admin.QueryParameters.SESSION;
import static dev.tokenfamily.admin.QueryParameters.USER;

import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.incident.IncidentFilter;
import dev.tokenfamily.incident.IncidentState;
import dev.tokenfamily.incident.IncidentWaves;
import dev.tokenfamily.incident.ListedIncident;
import dev.tokenfamily.incident.RecordedIncidents;
import dev.tokenfamily.policy.Enforcement;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an admin asks about incidents. */
public final class IncidentLookup {

    private static final String ENFORCEMENT = "enforcement";
    private static final String STATE = "state";
    private static final String ADDRESS = "address";
    private static final String DEVICE = "device";
    private static final String WAVE = "wave";
    private static final String GROUPED = "grouped";

    /** The filters of a count. */
    static final Set<String> COUNT =
            Set.of(USER, CLIENT, SESSION, FAMILY, ENFORCEMENT, STATE, ADDRESS, DEVICE, WAVE, GROUPED, NEWEST, MAX);

    /** The filters of a list. */
    static final Set<String> LIST = Set.of(
            USER, CLIENT, SESSION, FAMILY, ENFORCEMENT, STATE, ADDRESS, DEVICE, WAVE, GROUPED, NEWEST, FIRST, MAX);

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final AdminRequest admin;
    private final FamilyQueries queries;
    private final RecordedIncidents incidents;
    private final IncidentWaves waves;

    /** Serves one request of that admin. */
    public IncidentLookup(AdminRequest admin, FamilyQueries queries, RecordedIncidents incidents, IncidentWaves waves) {
        this.admin = admin;
        this.queries = queries;
        this.incidents = incidents;
        this.waves = waves;
    }

    /** The incidents that the query selects ({@link #LIST}), newest first. */
    List<IncidentRepresentation> list(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, LIST);
        IncidentFilter filter = filter(parameters);
        List<ListedIncident> listed = incidents.list(filter, parameters.page());
        return represented(listed, filter.newestOfWaves() ? sizes(filter, listed) : Map.of());
    }

    /** Counted among what the query selects, so that nobody learns of incidents that he may not see. */
    private Map<String, Long> sizes(IncidentFilter filter, List<ListedIncident> listed) {
        return waves.sizes(
                filter,
                listed.stream()
                        .flatMap(found -> Stream.ofNullable(found.wave()))
                        .toList());
    }

    /** The incidents of a user, newest first, whoever asks. */
    List<IncidentRepresentation> ofUser(String userId, Page page) {
        Selection ofUser = Selection.matching(admin.realm().getId(), userId, null, null);
        return represented(incidents.list(IncidentFilter.of(ofUser), page), Map.of());
    }

    /** How many incidents the query selects ({@link #COUNT}). */
    long count(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, COUNT);
        IncidentFilter filter = filter(parameters);
        @Nullable Integer most = parameters.limit(MAX);
        return most == null ? incidents.count(filter) : incidents.count(filter, most);
    }

    /** The incident with that id; 404 where there is none, as far as this admin may know that. */
    IncidentRepresentation get(String incidentId) {
        Optional<ListedIncident> found = find(incidentId);
        if (found.isEmpty()) {
            admin.requireView(null);
            throw notFound();
        }
        admin.requireViewOfOwner(found.get().incident().owner().userId());
        return represented(List.of(found.get()), Map.of()).get(0);
    }

    /** The incident with that id, whoever asks; empty where there is none. No incident has an id that a database could fail at. */
    Optional<ListedIncident> find(String incidentId) {
        return ID.matcher(incidentId).matches() ? incidents.read(admin.realm().getId(), incidentId) : Optional.empty();
    }

    /** The answer where there is no such incident: 404. */
    static NotFoundException notFound() {
        return new NotFoundException("Could not find incident");
    }

    private IncidentFilter filter(QueryParameters parameters) {
        return new IncidentFilter(
                admin.visible(parameters),
                parameters.text(FAMILY),
                parameters.either(ENFORCEMENT, Enforcement.ENFORCE.text(), Enforcement.OBSERVE.text()),
                state(parameters.text(STATE)),
                parameters.address(ADDRESS),
                parameters.text(DEVICE),
                parameters.limit(NEWEST),
                parameters.text(WAVE),
                Boolean.TRUE.equals(parameters.either(GROUPED, "true", "false")));
    }

    private static @Nullable IncidentState state(@Nullable String text) {
        return text == null
                ? null
                : IncidentState.parse(text)
                        .orElseThrow(() -> QueryParameters.invalid("The parameter '%s' is '%s'; it must be one of %s"
                                .formatted(
                                        STATE,
                                        text,
                                        Arrays.stream(IncidentState.values())
                                                .map(IncidentState::text)
                                                .toList())));
    }

    /** Which admin has decided, or was there in the place of the user, is for those who may see the admin events. */
    private List<IncidentRepresentation> represented(List<ListedIncident> listed, Map<String, Long> sizes) {
        boolean mayKnowAdmins = admin.permissions().realm().canViewEvents();
        Map<String, String> names = admin.usernames(queries)
                .of(listed.stream()
                        .map(found -> found.incident().owner().userId())
                        .toList());
        return listed.stream()
                .map(found -> IncidentRepresentation.of(
                        found,
                        admin.clientId(found.incident().owner().clientId()),
                        names.get(found.incident().owner().userId()),
                        mayKnowAdmins,
                        found.wave() == null ? null : sizes.get(found.wave())))
                .toList();
    }
}
