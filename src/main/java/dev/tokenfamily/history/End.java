package dev.tokenfamily.history;

import dev.tokenfamily.family.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Something that tokens lived on ended.
 *
 * @param time when, epoch milliseconds
 * @param cause why
 * @param reach how far
 * @param actor who did it
 * @param from where that one was; null where nobody was, or nobody knows
 * @param incident that it follows from; null where it follows from none
 * @param detail what else is known, in Keycloak's words or ours: of a reuse its kind, of a new place what is new, of a removed client its {@code
 *     client_id}
 */
public record End(
        long time,
        Cause cause,
        Reach reach,
        Actor actor,
        @Nullable Origin from,
        @Nullable IncidentName incident,
        @Nullable String detail) {

    private static final int LONGEST_DETAIL = 255;

    public End {
        detail = detail == null
                ? null
                : detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())).replaceAll("[^ -~]", "?");
    }

    /** One by that actor, of which nothing else is known. */
    public static End of(long time, Cause cause, Reach reach, Actor actor) {
        return new End(time, cause, reach, actor, null, null, null);
    }

    /** This end, with more words about it. */
    public End withDetail(@Nullable String more) {
        return new End(time, cause, reach, actor, from, incident, more);
    }

    /** This end, where its origin is known. */
    public End from(@Nullable Origin origin) {
        return new End(time, cause, reach, actor, origin, incident, detail);
    }

    /** This end, with the user whose session it is. */
    public End ofUser(@Nullable String userId) {
        return new End(time, cause, reach.ofUser(userId), actor, from, incident, detail);
    }
}
