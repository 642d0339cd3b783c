package dev.tokenfamily.selfservice;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyQueries;
import dev.tokenfamily.family.FamilyQueries.FamilyFilter;
import dev.tokenfamily.family.FamilyQueries.Page;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Ended;
import dev.tokenfamily.takedown.FamilySweep;
import dev.tokenfamily.takedown.FamilyTakedown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * Ends sign-ins of the user who asks for it. A sign-in is more than its family: the login that it lives on would give the same
 * application a new family without asking anybody, so that login ends with it. Only the login from which somebody asks stays, unless
 * all are to end. Everything can be repeated.
 */
public final class SignInEnds {

    private static final int MOST_ROWS = 1000;

    private final FamilyQueries families;
    private final FamilySweep sweep;
    private final FamilyTakedown takedown;
    private final BiConsumer<Owner, RevocationScope> sessions;
    private final Consumer<Reach> ended;

    /**
     * Ends what is in those stores.
     *
     * @param sweep revokes families around the end of their sessions
     * @param takedown of one family, for the reason {@link RevocationReason#SELF_SERVICE}
     * @param sessions ends the sessions of an owner as far as a scope reaches
     * @param ended is told how far what has ended reached, also where a failure follows
     */
    public SignInEnds(
            FamilyQueries families,
            FamilySweep sweep,
            FamilyTakedown takedown,
            BiConsumer<Owner, RevocationScope> sessions,
            Consumer<Reach> ended) {
        this.families = families;
        this.sweep = sweep;
        this.takedown = takedown;
        this.sessions = sessions;
        this.ended = ended;
    }

    /** Ends a family with the login that it lives on; of the caller's own login only with the application's part in it. */
    Ended endOne(Family family, Caller caller) {
        boolean ownLogin = caller.isIn(family.owner().sessionId());
        return takedown.end(
                family.owner(), family.id(), ownLogin ? RevocationScope.CLIENT_SESSION : RevocationScope.USER_SESSION);
    }

    /** Ends all logins of the caller but the one from which the caller asks, online and offline ones. */
    Ended endOthers(KeycloakSession session, Caller caller) {
        Ended all = Ended.all(0, 0);
        for (String sessionId : others(session, caller)) {
            Owner owner = new Owner(
                    caller.realm().getId(),
                    caller.client().getId(),
                    caller.user().getId(),
                    sessionId,
                    false);
            Selection ofLogin = Selection.ofUserSession(owner.realmId(), sessionId);
            all = all.and(end(ofLogin, owner, RevocationScope.USER_SESSION));
        }
        return all;
    }

    /** Those that Keycloak knows, and those on which only rows of ours still stand. */
    private Set<String> others(KeycloakSession session, Caller caller) {
        Selection own = Selection.ofUser(caller.realm().getId(), caller.user().getId());
        Stream<String> known = Stream.concat(
                        session.sessions().getUserSessionsStream(caller.realm(), caller.user()),
                        session.sessions().getOfflineUserSessionsStream(caller.realm(), caller.user()))
                .map(UserSessionModel::getId);
        Set<String> ids = new LinkedHashSet<>(known.toList());
        List<String> ofRows = families.list(new FamilyFilter(own, false), new Page(0, MOST_ROWS)).stream()
                .map(listed -> listed.family().owner().sessionId())
                .toList();
        ids.addAll(ofRows);
        ids.removeIf(caller::isIn);
        return ids;
    }

    /** Ends all logins of the caller, this one too. */
    Ended endAll(Caller caller) {
        Owner owner = new Owner(
                caller.realm().getId(),
                caller.client().getId(),
                caller.user().getId(),
                caller.session().getId(),
                false);
        return end(Selection.ofUser(owner.realmId(), owner.userId()), owner, RevocationScope.USER);
    }

    private Ended end(Selection selection, Owner owner, RevocationScope scope) {
        Ended done = sweep.endAround(selection, RevocationReason.SELF_SERVICE, count -> {
            sessions.accept(owner, scope);
            count.accept(1);
        });
        if (done.some()) {
            ended.accept(Reach.of(selection).ofUser(owner.userId()));
        }
        return done;
    }
}
