package dev.tokenfamily.ending;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * What ends in one request, and who does it, recorded once the request has been committed; not at all where it is rolled back.
 * One event of a request tells of an end, and perhaps another one who it was.
 */
public final class RequestEnds {

    private static final Logger LOG = Logger.getLogger(RequestEnds.class);

    private static final String ATTRIBUTE = "token-family.ends";

    private final History history;
    private final List<Supplier<Stream<End>>> noted = new ArrayList<>();
    private @Nullable Actor actor;
    private @Nullable Origin from;
    private boolean told;

    private RequestEnds(History history) {
        this.history = history;
    }

    /** Those of that request; without effect where its commit has begun. */
    public static RequestEnds of(KeycloakSession request, History history) {
        RequestEnds known = request.getAttribute(ATTRIBUTE, RequestEnds.class);
        if (known != null) {
            return known;
        }
        RequestEnds ends = new RequestEnds(history);
        try {
            request.getTransactionManager().enlistAfterCompletion(new AtCompletion(ends));
            request.setAttribute(ATTRIBUTE, ends);
        } catch (IllegalStateException e) { // its commit has begun
            LOG.debug("Nothing more is recorded of this request", e);
        }
        return ends;
    }

    /**
     * Records an end that has been committed, done by whoever is known to do what that request does, if it is by nobody yet.
     *
     * @param request in which it was done; null where it was none
     */
    public static void tell(@Nullable KeycloakSession request, History history, End end) {
        @Nullable RequestEnds ends = request == null ? null : request.getAttribute(ATTRIBUTE, RequestEnds.class);
        if (ends == null) {
            history.record(end);
        } else if (ends.told) {
            history.record(ends.attributed(end));
        } else {
            ends.note(end);
        }
    }

    /**
     * Says who does what this request does.
     *
     * @param where the request comes from; null where nobody knows
     */
    public void doneBy(Actor who, @Nullable Origin where) {
        actor = who;
        from = where;
    }

    /** Notes an end. Who is behind one by {@link Actor#UNKNOWN} may still be told by another event. */
    public void note(End end) {
        noted.add(() -> Stream.of(end));
    }

    /** Notes ends that are known only when the request has been committed. */
    public void note(Supplier<Stream<End>> ends) {
        noted.add(ends);
    }

    /** Forgets what was noted: all that it is about goes. */
    public void forget() {
        noted.clear();
    }

    private End attributed(End end) {
        return end.actor().equals(Actor.UNKNOWN) && actor != null
                ? new End(end.time(), end.cause(), end.reach(), actor, from, end.incident(), end.detail())
                : end;
    }

    /** What several events tell of is one end. */
    private record Same(Cause cause, Reach reach, @Nullable String detail) {}

    private void tell() {
        Map<Same, End> ends = new LinkedHashMap<>();
        noted.stream()
                .flatMap(Supplier::get)
                .map(this::attributed)
                .forEach(end -> ends.putIfAbsent(new Same(end.cause(), end.reach(), end.detail()), end));
        told = true;
        ends.values().stream().filter(end -> !isMeansOfLogout(end, ends)).forEach(history::record);
    }

    /** Keycloak logs all users of a realm out by a not-before, too. */
    private static boolean isMeansOfLogout(End end, Map<Same, End> all) {
        return end.cause() == Cause.NOT_BEFORE
                && all.containsKey(new Same(Cause.ADMIN_LOGOUT, end.reach(), end.detail()));
    }

    /** The completion of the request. */
    private static final class AtCompletion extends AbstractKeycloakTransaction {

        private final RequestEnds ends;

        private AtCompletion(RequestEnds ends) {
            this.ends = ends;
        }

        @Override
        protected void commitImpl() {
            ends.tell();
        }

        @Override
        protected void rollbackImpl() {
            ends.forget(); // nothing has ended
        }
    }
}
