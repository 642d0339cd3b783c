package dev.tokenfamily.webhook;

import static dev.tokenfamily.webhook.OcsfActivity.put;

import dev.tokenfamily.history.Actor;
import dev.tokenfamily.history.Cause;
import dev.tokenfamily.history.End;
import dev.tokenfamily.history.Reach;
import dev.tokenfamily.webhook.OcsfActivity.Severity;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of ends, as OCSF Authentication (3002), Logoff: those that somebody or a rule has brought about against whoever had the
 * tokens. A reuse is told as an incident, and logouts, passwords and the like by Keycloak's own events.
 */
public final class EndMessages {

    private static final Set<Cause> TOLD = EnumSet.of(
            Cause.ADMIN_REVOCATION,
            Cause.USER_REPORT,
            Cause.SELF_SERVICE,
            Cause.ORIGIN_CHANGE,
            Cause.GLOBAL_REVOCATION);

    private EndMessages() {}

    /**
     * The message of an end; empty where it is not told, or is of no single user.
     *
     * @param id of the end, unique in its realm
     */
    public static Optional<Message> ended(String id, End end, Names names) {
        @Nullable String userId = end.reach().userId();
        return userId != null && TOLD.contains(end.cause())
                ? Optional.of(message(id, end, userId, names))
                : Optional.empty();
    }

    /** Whether an end of that cause is told at all. */
    public static boolean tells(Cause cause) {
        return TOLD.contains(cause);
    }

    private static Message message(String id, End end, String userId, Names names) {
        OcsfActivity logoff = OcsfActivity.LOGOFF;
        Reach reach = end.reach();
        Map<String, Object> event = logoff.event(
                end.cause() == Cause.USER_REPORT ? Severity.HIGH : Severity.MEDIUM,
                end.time(),
                "What a user had has ended: " + end.cause().code(),
                end.cause().code(),
                names.realm());
        event.put("status_id", 1);
        event.put("status", "Success");
        event.put("user", OcsfActivity.user(userId));
        put(event, "actor", actor(end.actor()));
        put(event, "src_endpoint", OcsfActivity.endpoint(end.from()));
        event.put("auth_protocol_id", 6);
        event.put("auth_protocol", "OAUTH 2.0");
        event.put("service", Map.of("name", names.clientId() == null ? names.realm() : names.clientId()));
        put(event, "session", reach.sessionId() == null ? null : Map.of("uid", reach.sessionId()));
        event.put("unmapped", Map.of("token_family", ours(end, names)));
        return Message.of(EventType.END, reach.realmId(), userId, id, end.time(), logoff.schema(), event);
    }

    private static @Nullable Map<String, Object> actor(Actor actor) {
        return actor.userId() == null ? null : Map.of("user", OcsfActivity.user(actor.userId()));
    }

    /** In the words of the admin REST API. */
    private static Map<String, Object> ours(End end, Names names) {
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("cause", end.cause().code());
        ours.put("by", end.actor().kind().code());
        ours.put("scope", end.reach().scope());
        put(ours, "familyId", end.reach().familyId());
        put(ours, "clientId", names.clientId());
        put(ours, "offline", end.reach().offline());
        put(ours, "detail", end.detail());
        return ours;
    }
}
