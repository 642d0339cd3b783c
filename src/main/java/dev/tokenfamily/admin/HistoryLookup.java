package dev.tokenfamily.admin;

import static dev.tokenfamily.admin.QueryParameters.FAMILY;
import static dev.tokenfamily.admin.QueryParameters.FIRST;
import static dev.tokenfamily.admin.QueryParameters.MAX;
import static dev.tokenfamily.admin.QueryParameters.SESSION;
import static dev.tokenfamily.admin.QueryParameters.USER;

import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.HistoryQueries;
import dev.tokenfamily.history.Life;
import dev.tokenfamily.history.ListedEnd;
import dev.tokenfamily.history.Reach;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an admin asks about ends: why a user was logged out. Whoever may see the user may see that; who among the admins did it,
 * and from where, is for those who may see events, as in Keycloak itself.
 */
public final class HistoryLookup {

    /** The parameters, of which one of the first three must be there. */
    static final Set<String> HISTORY = Set.of(USER, SESSION, FAMILY, FIRST, MAX);

    private final AdminRequest admin;
    private final HistoryQueries history;

    /** Serves one request of that admin. */
    public HistoryLookup(AdminRequest admin, HistoryQueries history) {
        this.admin = admin;
        this.history = history;
    }

    /** What ended of a user, a session or a family, newest first ({@link #HISTORY}). */
    List<EndRepresentation> list(MultivaluedMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, HISTORY);
        return life(parameters).map(life -> history.list(life, parameters.page())).orElse(List.of()).stream()
                .map(this::represented)
                .toList();
    }

    /** The ends that are on record of a user alone, newest first, whoever asks. */
    List<EndRepresentation> ofUser(String userId, Page page) {
        Life life = new Life(Reach.ofUser(admin.realm().getId(), userId), 0);
        return history.list(life, new Page(0, Integer.MAX_VALUE)).stream() // with those of clients and the realm
                .filter(listed -> userId.equals(listed.end().reach().userId()))
                .skip(page.first())
                .limit(page.max())
                .map(this::represented)
                .toList();
    }

    /** What a user has ended of others, newest first; null for whoever may not know which admin did what. */
    @Nullable
    List<ActRepresentation> actsOf(String userId, Page page) {
        return admin.permissions().realm().canViewEvents()
                ? history.listActs(Actor.user(admin.realm().getId(), userId), page).stream()
                        .map(ActRepresentation::of)
                        .toList()
                : null;
    }

    /** What is asked about, if the admin may see it; empty where there is nothing that is all of that. */
    private Optional<Life> life(QueryParameters parameters) {
        @Nullable String userId = parameters.text(USER);
        @Nullable String sessionId = parameters.text(SESSION);
        @Nullable String familyId = parameters.text(FAMILY);
        if (sessionId != null || familyId != null) {
            return lifeOfSession(userId, sessionId, familyId);
        }
        admin.requireView(userId);
        if (userId == null) {
            throw QueryParameters.invalid(
                    "One of the parameters '%s', '%s' and '%s' is needed".formatted(USER, SESSION, FAMILY));
        }
        return Optional.of(new Life(Reach.ofUser(admin.realm().getId(), userId), 0));
    }

    /** Of a session, or of a family in one; and of that user, if one is given. */
    private Optional<Life> lifeOfSession(
            @Nullable String userId, @Nullable String sessionId, @Nullable String familyId) {
        if (userId != null) {
            admin.requireView(userId);
        }
        Optional<Life> found = history.find(new Reach(admin.realm().getId(), null, null, sessionId, familyId, null));
        if (userId == null) {
            requireViewOfOwner(found.map(life -> life.reach().userId()).orElse(null));
        }
        return found.filter(life ->
                is(userId, life.reach().userId()) && is(sessionId, life.reach().sessionId()));
    }

    /** Of what is nobody's, all users count. */
    private void requireViewOfOwner(@Nullable String owner) {
        if (owner == null) {
            admin.requireView(null);
        } else {
            admin.requireViewOfOwner(owner);
        }
    }

    private static boolean is(@Nullable String asked, @Nullable String found) {
        return asked == null || asked.equals(found);
    }

    private EndRepresentation represented(ListedEnd listed) {
        End end = listed.end();
        Reach reach = end.reach();
        boolean shown = end.actor().kind() != Actor.Kind.ADMIN
                || admin.permissions().realm().canViewEvents();
        return new EndRepresentation(
                listed.id(),
                end.time(),
                end.cause().code(),
                reach.scope(),
                reach.userId(),
                clientId(end),
                reach.sessionId(),
                reach.familyId(),
                reach.offline(),
                new ActorRepresentation(
                        end.actor().kind().code(),
                        shown
                                ? admin.username(
                                        end.actor().realmId(), end.actor().userId())
                                : null),
                shown && end.from() != null ? OriginRepresentation.of(end.from()) : null,
                listed.incidentId(),
                end.cause() == Cause.CLIENT_REMOVED ? null : end.detail());
    }

    /** Of a removed client only the name is left. */
    private @Nullable String clientId(End end) {
        if (end.cause() == Cause.CLIENT_REMOVED) {
            return end.detail();
        }
        @Nullable String internal = end.reach().clientId();
        return internal == null ? null : admin.clientId(internal);
    }
}
