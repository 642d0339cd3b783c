package dev.tokenfamily.incident;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import java.util.Objects;

/** What it may mean that a token comes of a family that was revoked for a reuse. */
public enum Repeat {
    /** Somebody may have a copy: it could mean something. */
    PRESENTATION,
    /** The family's own client goes on trying from where it was, as many do that never give up. */
    CLIENT_LOOP;

    /**
     * What a presentation is. A loop it is only if all of that holds, and if anything of it is unknown it is none:
     *
     * <ul>
     *   <li>it comes from the address and the user agent that obtained the head of the family;
     *   <li>the family was first used from that address too, so that nobody who came later from elsewhere can pass for its client,
     *       even if he has rotated;
     *   <li>the token is the head or its predecessor, the only ones that a client can have whose answer was lost. An older one is a
     *       copy that somebody kept.
     * </ul>
     *
     * <p>A user agent can be said by anybody. So a thief hides as a loop behind the very address of the client; or where he has used
     * the family first and last, as one who had its first token before the client used it. Nothing tells him from the client then: to
     * the family he is the one that it began with, and its client is who came from elsewhere.
     *
     * @param dead the family as it was revoked
     * @param generation of the token that came
     * @param from who presented it
     */
    public static Repeat of(Family dead, int generation, Origin from) {
        boolean fromTheClient = from.sharesAddressWith(dead.rotatedFrom())
                && from.address().equals(dead.firstUse().address())
                && Objects.equals(from.userAgent(), dead.rotatedFrom().userAgent());
        boolean token = generation == dead.generation() || generation == dead.generation() - 1;
        return fromTheClient && token ? CLIENT_LOOP : PRESENTATION;
    }
}
