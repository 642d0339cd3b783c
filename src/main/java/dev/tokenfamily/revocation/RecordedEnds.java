package dev.tokenfamily.revocation;

import dev.tokenfamily.ending.EventEnds;
import dev.tokenfamily.ending.RequestEnds;
import dev.tokenfamily.ending.SessionOwner;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.History;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.revocation.Revocation.SelectionRevocation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/**
 * Puts on record what the revocations of a request end, by whom and by what. Whatever fails here, what was to end ends; the log
 * says what is not on record.
 */
final class RecordedEnds {

    private static final Logger LOG = Logger.getLogger(RecordedEnds.class);

    /** Their rows tell when they began, and an event only that they are ({@link ModelListener}). */
    private static final Set<RevocationReason> OF_ROWS =
            Set.of(RevocationReason.USER_DISABLED, RevocationReason.CLIENT_DISABLED, RevocationReason.NOT_BEFORE);

    private final EventEnds events;
    private final SessionOwner owner;

    RecordedEnds(KeycloakSession session, History history) {
        this.events = new EventEnds(session, history);
        this.owner = new SessionOwner(session);
    }

    /** Records what ends with that event, once the request has been committed. */
    void record(Event event, List<? extends Revocation> revocations) {
        surviving(() -> {
            events.heard(event);
            if (!revocations.isEmpty()) {
                Cause logout = events.logout();
                End template =
                        end(event.getTime(), logout, event.getRealmId(), events.actor(event), events.from(event));
                note(revocations, template, event.getUserId());
            }
        });
    }

    /** Records what ends with that event of an admin, once the request has been committed. */
    void record(AdminEvent event, List<? extends Revocation> revocations) {
        surviving(() -> {
            events.heard(event);
            if (!revocations.isEmpty()) {
                End template = end(event.getTime(), Cause.ADMIN_LOGOUT, event.getRealmId(), Actor.UNKNOWN, null);
                note(
                        revocations,
                        template,
                        AdminAct.read(event).map(this::userOf).orElse(null));
            }
        });
    }

    /** The user of a session that an admin ends, which is there until the request has been committed. */
    private @Nullable String userOf(AdminAct act) {
        return act.kind() == AdminAct.Kind.SESSION_ENDED ? owner.of(act.id()) : null;
    }

    private static End end(long time, Cause logout, String realmId, Actor actor, @Nullable Origin from) {
        return End.of(time, logout, Reach.ofRealm(realmId), actor).from(from);
    }

    /** An error of a listener would be swallowed, too, but not told from one that lets families live. */
    private static void surviving(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException | LinkageError e) { // of Keycloak, of its database, of a version we do not know
            LOG.warn("It is not in the history what ended with an event", e);
        }
    }

    private void note(List<? extends Revocation> revocations, End template, @Nullable String userId) {
        events.noted().note(() -> ends(revocations, template, userId));
    }

    private static Stream<End> ends(List<? extends Revocation> revocations, End template, @Nullable String userId) {
        List<SelectionRevocation> all = revocations.stream()
                .flatMap(revocation -> revocation.ended().stream())
                .filter(ended -> !OF_ROWS.contains(ended.reason()))
                .toList();
        return all.stream()
                .map(ended -> all.contains(otherKind(ended)) ? ofBothKinds(ended) : ended)
                .distinct()
                .map(ended -> end(ended, template).ofUser(userId));
    }

    private static SelectionRevocation otherKind(SelectionRevocation ended) {
        @Nullable Boolean offline = ended.selection().offline();
        return ofKind(ended, offline == null ? null : Boolean.valueOf(!offline));
    }

    private static SelectionRevocation ofBothKinds(SelectionRevocation ended) {
        return ofKind(ended, null);
    }

    private static SelectionRevocation ofKind(SelectionRevocation ended, @Nullable Boolean offline) {
        Selection of = ended.selection();
        return new SelectionRevocation(
                new Selection(of.realmId(), of.userId(), of.clientId(), of.sessionId(), offline, of.issuedBefore()),
                ended.reason());
    }

    /** Only of a session the row does not say by what it ended. */
    private static End end(SelectionRevocation ended, End template) {
        Cause cause = ended.reason() == RevocationReason.SESSION_ENDED ? template.cause() : Cause.of(ended.reason());
        return End.of(template.time(), cause, Reach.of(ended.selection()), template.actor())
                .from(template.from());
    }

    /** Notes what that revocation ends, in the request that makes it. */
    static void note(KeycloakSession request, History history, long time, SelectionRevocation ended) {
        RequestEnds.of(request, history).note(end(time, ended));
    }

    /** The end that a revocation is, done by nobody yet. */
    static End end(long time, SelectionRevocation ended) {
        return End.of(time, Cause.of(ended.reason()), Reach.of(ended.selection()), Actor.UNKNOWN);
    }
}
