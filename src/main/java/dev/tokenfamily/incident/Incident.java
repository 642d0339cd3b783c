package dev.tokenfamily.incident;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A token came that should not exist any more. Kept for people to read, in the words of the events.
 *
 * @param familyId whose token it was
 * @param owner of the family
 * @param kind {@code recent-predecessor}, {@code stale-lineage}, {@code catch-up} for a second token that is newer than
 *     its row, or {@code session-end} for a superseded token by which somebody ended a session
 * @param presentedGeneration of the token that came
 * @param currentGeneration of the family's head at that moment
 * @param presentedFrom who presented the token
 * @param rotatedFrom who had obtained the head
 * @param scope the revocation scope of the policy, and after a plus sign what it was {@linkplain #widenedFor widened} to; of
 *     the kind {@code session-end}, what ended because that was asked for
 * @param enforced whether the family was revoked for it
 */
public record Incident(
        String familyId,
        Owner owner,
        String kind,
        int presentedGeneration,
        int currentGeneration,
        Origin presentedFrom,
        Origin rotatedFrom,
        String scope,
        boolean enforced) {

    /** The kind of a token that is newer than its row, where that happened to the family before. */
    public static final String CATCH_UP = "catch-up";

    /** The kind of a superseded token by which somebody ended a session, as the session of a family could be ended by any. */
    public static final String SESSION_END = "session-end";

    private static final String FAMILY_ALONE = "family";

    private static final String CLIENT_SESSION = "client-session";

    private static final String PLUS = "+";

    /** All kinds of incidents that there are, as they are written. */
    public static List<String> kinds() {
        return Stream.concat(Arrays.stream(ReuseKind.values()).map(ReuseKind::text), Stream.of(CATCH_UP, SESSION_END))
                .toList();
    }

    /**
     * This incident, of a family that had these access tokens when it was revoked. Where some of them cannot be named any more, the
     * family alone does not hold them all: its client session ends too.
     *
     * @param now epoch seconds
     */
    public Incident widenedFor(AccessTokens accessTokens, long now) {
        boolean widened = enforced && FAMILY_ALONE.equals(scope) && accessTokens.someUnnamedAt(now);
        return widened
                ? new Incident(
                        familyId,
                        owner,
                        kind,
                        presentedGeneration,
                        currentGeneration,
                        presentedFrom,
                        rotatedFrom,
                        FAMILY_ALONE + PLUS + CLIENT_SESSION,
                        true)
                : this;
    }

    /** The revocation scope of the policy. */
    public String policyScope() {
        return scope.endsWith(PLUS + CLIENT_SESSION) ? FAMILY_ALONE : scope;
    }

    /** What the revocation scope of the policy was {@linkplain #widenedFor widened} to; null where it was not. */
    public @Nullable String widenedTo() {
        return scope.endsWith(PLUS + CLIENT_SESSION) ? CLIENT_SESSION : null;
    }
}
