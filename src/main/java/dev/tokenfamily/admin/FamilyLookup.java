package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.CLIENT;
import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;
import static dev.tokenfamily.admin.QueryParameters.NEWEST;
import static dev.tokenfamily.admin.QueryParameters.SESSION;
import static dev.tokenfamily.admin.QueryParameters.USER;

import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.FamilyQueries.Trace;
import dev.tokenfamily.family.Selection;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an admin asks about families. */
public final class FamilyLookup {

    private static final String USERNAME = "username";
    private static final String STATUS = "status";
    private static final String FROM_ADDRESS = "address";
    private static final String BY_DEVICE = "device";

    /** The filters of a count. */
    static final Set<String> COUNT =
            Set.of(USER, USERNAME, CLIENT, SESSION, STATUS, FROM_ADDRESS, BY_DEVICE, NEWEST, MAX);

    /** The filters of a list. */
    static final Set<String> LIST =
            Set.of(USER, USERNAME, CLIENT, SESSION, STATUS, FROM_ADDRESS, BY_DEVICE, NEWEST, FIRST, MAX);

    private final AdminRequest admin;
    private final FamilyQueries queries;

    /** Serves one request of that admin. */
    public FamilyLookup(AdminRequest admin, FamilyQueries queries) {
        this.admin = admin;
        this.queries = queries;
    }

    /** The families that the query selects ({@link #LIST}), newest first. */
    List<FamilyRepresentation> list(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, LIST);
        return represented(queries.list(filter(parameters), parameters.page()));
    }

    /** How many families the query selects ({@link #COUNT}). */
    long count(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, COUNT);
        FamilyFilter filter = filter(parameters);
        @Nullable Integer most = parameters.limit(MAX);
        return most == null ? queries.count(filter) : queries.count(filter, most);
    }

    /** The families of a user, newest first, whoever asks. */
    List<FamilyRepresentation> ofUser(String userId, Page page) {
        Selection ofUser = Selection.matching(admin.realm().getId(), userId, null, null);
        return represented(queries.list(new FamilyFilter(ofUser, null), page));
    }

    /** The family with that id; 404 where there is none, as far as this admin may know that. */
    FamilyRepresentation get(String familyId) {
        return find(familyId)
                .map(found -> {
                    admin.requireViewOfOwner(found.family().owner().userId());
                    return represented(List.of(found)).get(0);
                })
                .orElseThrow(() -> {
                    admin.requireView(null);
                    return new NotFoundException("Could not find token family");
                });
    }

    /** The family with that id, whoever asks; empty where there is none. No family has an id that a database could fail at. */
    Optional<ListedFamily> find(String familyId) {
        return FamilyClaim.isId(familyId) ? queries.find(admin.realm().getId(), familyId) : Optional.empty();
    }

    /**
     * How many families a selection has, whoever asks.
     *
     * @param revoked whether they are; null for all
     */
    public long count(Selection selection, @Nullable Boolean revoked) {
        return queries.count(new FamilyFilter(selection, revoked));
    }

    private FamilyFilter filter(QueryParameters parameters) {
        Selection selection = visible(parameters);
        Trace trace = new Trace(parameters.address(FROM_ADDRESS), parameters.text(BY_DEVICE));
        if (!trace.equals(Trace.ANY) && selection.userId() == null) {
            throw QueryParameters.invalid(
                    "The parameters '%s' and '%s' select among the families of one user: give '%s' or '%s'"
                            .formatted(FROM_ADDRESS, BY_DEVICE, USER, USERNAME));
        }
        return new FamilyFilter(
                selection,
                parameters.either(STATUS, FamilyRepresentation.REVOKED, FamilyRepresentation.ACTIVE),
                trace,
                parameters.limit(NEWEST));
    }

    private Selection visible(QueryParameters parameters) {
        String username = parameters.text(USERNAME);
        if (username == null) {
            return admin.visible(parameters);
        }
        if (parameters.text(USER) != null) {
            throw QueryParameters.invalid("Give one of the parameters '%s' and '%s'".formatted(USER, USERNAME));
        }
        return admin.selection(admin.viewableUser(username), parameters.text(CLIENT), parameters.text(SESSION));
    }

    private List<FamilyRepresentation> represented(List<ListedFamily> listed) {
        Map<String, String> names = admin.usernames(queries)
                .of(listed.stream()
                        .map(found -> found.family().owner().userId())
                        .toList());
        return listed.stream()
                .map(found -> FamilyRepresentation.of(
                        found,
                        admin.clientId(found.family().owner().clientId()),
                        names.get(found.family().owner().userId())))
                .toList();
    }
}
