package dev.tokenfamily.admin;

import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.Selection;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an admin asks about families. */
public final class FamilyLookup {

    private static final String USER = "userId";
    private static final String CLIENT = "clientId";
    private static final String SESSION = "sessionId";
    private static final String STATUS = "status";

    /** The filters of a count. */
    static final Set<String> COUNT = Set.of(USER, CLIENT, SESSION, STATUS);

    /** The filters of a list. */
    static final Set<String> LIST = Set.of(USER, CLIENT, SESSION, STATUS, "first", "max");

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
        return queries.list(filter(parameters), parameters.page()).stream()
                .map(this::represented)
                .toList();
    }

    /** How many families the query selects ({@link #COUNT}). */
    long count(MultivaluedMap<String, String> query) {
        return queries.count(filter(new QueryParameters(query, COUNT)));
    }

    /** The family with that id; 404 where there is none, as far as this admin may know that. */
    FamilyRepresentation get(String familyId) {
        return find(familyId)
                .map(found -> {
                    admin.requireViewOfOwner(found.family().owner().userId());
                    return represented(found);
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
    long count(Selection selection, @Nullable Boolean revoked) {
        return queries.count(new FamilyFilter(selection, revoked));
    }

    private FamilyFilter filter(QueryParameters parameters) {
        return new FamilyFilter(
                visible(parameters),
                parameters.either(STATUS, FamilyRepresentation.REVOKED, FamilyRepresentation.ACTIVE));
    }

    /** What the filters select, if the admin may see that much. */
    private Selection visible(QueryParameters parameters) {
        String userId = parameters.text(USER);
        admin.requireView(userId);
        return admin.selection(userId, parameters.text(CLIENT), parameters.text(SESSION));
    }

    private FamilyRepresentation represented(ListedFamily listed) {
        return FamilyRepresentation.of(
                listed, admin.clientId(listed.family().owner().clientId()));
    }
}
