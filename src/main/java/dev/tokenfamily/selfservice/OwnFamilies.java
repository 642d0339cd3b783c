package dev.tokenfamily.selfservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.ListedFamily;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.policy.Lifetimes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** The families of the user who calls, as far as they live: their sessions are there, and their clients. */
final class OwnFamilies {

    private static final long MILLIS = 1000;

    private final KeycloakSession session;
    private final FamilyQueries queries;
    private final BiFunction<ClientModel, UserModel, Lifetimes> lifetimes;

    /**
     * For one request.
     *
     * @param lifetimes of a user's families at a client, as the policy for that user is now
     */
    OwnFamilies(
            KeycloakSession session, FamilyQueries queries, BiFunction<ClientModel, UserModel, Lifetimes> lifetimes) {
        this.session = session;
        this.queries = queries;
        this.lifetimes = lifetimes;
    }

    /**
     * A family of the caller. Times are epoch milliseconds.
     *
     * @param name that the user gave it; null for none
     * @param address from where it was last used; null where nobody knows
     * @param endsAt when it ends at the latest; null where nothing says so
     * @param endsUnusedAt when it ends if it is not used until then; null where nothing says so
     * @param current whether it lives on the login from which the list is asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnFamily(
            String id,
            @Nullable String name,
            OwnClientName client,
            Place.Device device,
            @Nullable String address,
            long startedAt,
            long firstUsedAt,
            long lastUsedAt,
            @Nullable Long endsAt,
            @Nullable Long endsUnusedAt,
            boolean offline,
            boolean current) {}

    /**
     * A part of the list.
     *
     * @param families that live, of those that were looked at; it may be empty although there are more
     * @param next from where on the rest is; null where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FamilyList(List<OwnFamily> families, @Nullable Integer next) {}

    FamilyList list(Caller caller, Page page) {
        Selection own = Selection.ofUser(caller.realm().getId(), caller.user().getId());
        List<ListedFamily> found = queries.list(new FamilyFilter(own, false), page);
        List<OwnFamily> living = OwnLists.shown(found, page).stream()
                .flatMap(listed -> living(listed, caller).stream())
                .toList();
        return new FamilyList(living, OwnLists.next(found, page));
    }

    /** The active family with that id, if it is the caller's. */
    Optional<ListedFamily> find(String familyId, Caller caller) {
        return queries.find(caller.realm().getId(), familyId)
                .filter(listed -> !listed.family().revoked())
                .filter(listed ->
                        listed.family().owner().userId().equals(caller.user().getId()));
    }

    private Optional<OwnFamily> living(ListedFamily listed, Caller caller) {
        Owner owner = listed.family().owner();
        @Nullable ClientModel client = caller.realm().getClientById(owner.clientId());
        @Nullable
        UserSessionModel login = owner.offline()
                ? session.sessions().getOfflineUserSession(caller.realm(), owner.sessionId())
                : session.sessions().getUserSession(caller.realm(), owner.sessionId());
        if (client == null || login == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(login.getAuthenticatedClientSessionByClient(client.getId()))
                .map(clientSession -> describe(listed, client, clientSession, caller));
    }

    private OwnFamily describe(
            ListedFamily listed, ClientModel client, AuthenticatedClientSessionModel clientSession, Caller caller) {
        Family family = listed.family();
        SessionEnds session = SessionEnds.of(clientSession);
        Lifetimes limits = lifetimes.apply(client, caller.user());
        return new OwnFamily(
                family.id(),
                listed.name(),
                OwnClientName.of(client),
                Place.Device.of(family.rotatedFrom().userAgent()),
                Place.address(family.lastUse().address()),
                family.start() * MILLIS,
                family.firstUse().at() * MILLIS,
                family.lastUse().at() * MILLIS,
                first(session.atLatest(), after(family.start(), limits.absolute())),
                first(
                        session.ifUnused(),
                        after(family.lastUse().at(), limits.inactivity()),
                        millis(family.head().expiresAt())),
                family.owner().offline(),
                caller.isIn(family.owner().sessionId()));
    }

    private static @Nullable Long after(long epochSeconds, long limit) {
        return limit == 0 ? null : Long.valueOf((epochSeconds + limit) * MILLIS);
    }

    private static @Nullable Long millis(@Nullable Long epochSeconds) {
        return epochSeconds == null ? null : Long.valueOf(epochSeconds * MILLIS);
    }

    private static @Nullable Long first(@Nullable Long... times) {
        return Stream.of(times).flatMap(Stream::ofNullable).min(Long::compare).orElse(null);
    }
}
