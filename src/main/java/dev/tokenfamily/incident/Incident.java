package dev.tokenfamily.incident;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A token came that should not exist any more (RFC 9700 §4.14.2), or was used in a new place. Kept for people to read, in the words of the events.
 *
 * @param familyId whose token it was
 * @param owner of the family
 * @param kind what happened, as it is written in rows: the text of an {@link IncidentKind}, or a word of a newer version that
 *     shares the database during an upgrade
 * @param presentedGeneration of the token that came
 * @param currentGeneration of the family's head at that moment
 * @param presentedFrom who presented the token
 * @param rotatedFrom who had obtained the head
 * @param scope the revocation scope of the policy, and after a plus sign what it was {@linkplain #widenedFor widened} to; of
 *     the kind {@link IncidentKind#SESSION_END}, what ended because somebody asked for that
 * @param enforced whether the family was revoked for it
 * @param successorIssuedAt when the successor of the token that came was issued, in epoch seconds of the database's clock; null
 *     where nobody knows, as of a token older than the head's predecessor
 * @param impersonator username of the admin who began the session in the user's place; null where the user did, or nobody knows
 * @param day of UTC since the epoch, where there is one incident of this kind in the family for each day and network; null where there
 *     is one for all time
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
        boolean enforced,
        @Nullable Long successorIssuedAt,
        @Nullable String impersonator,
        @Nullable Long day) {

    private static final String FAMILY_ALONE = "family";

    private static final String CLIENT_SESSION = "client-session";

    private static final String PLUS = "+";

    private static final long SECONDS_OF_DAY = 86_400;

    /**
     * This incident of the day of {@code now}, epoch seconds: one of its kind in the family for each day and each network from which a
     * token came. Otherwise an owner who has moved that day would hide a thief.
     */
    public Incident ofDay(long now) {
        return with(scope, Long.valueOf(Math.floorDiv(now, SECONDS_OF_DAY)));
    }

    /**
     * What tells this incident from others of its kind in its family: the day and the network, as a {@link Wave} has it. Empty where
     * there is one for all time.
     */
    public String occasion() {
        return day == null ? "" : "@" + day + " " + Wave.network(presentedFrom);
    }

    /** When the {@link #day} began, in epoch seconds; null where the incident is not one of a day. */
    public @Nullable Long dayBegan() {
        return day == null ? null : Long.valueOf(day * SECONDS_OF_DAY);
    }

    /** Why the family of such an incident is revoked, where it is. */
    public RevocationReason revocationReason() {
        return kind.equals(IncidentKind.ORIGIN_CHANGE.text()) ? RevocationReason.ORIGIN_CHANGE : RevocationReason.REUSE;
    }

    /** Whether a family that was revoked for that reason was revoked for an incident; null for none that is known. */
    public static boolean isReason(@Nullable RevocationReason reason) {
        return reason == RevocationReason.REUSE || reason == RevocationReason.ORIGIN_CHANGE;
    }

    /**
     * This incident with the scope that its revocation took. Where the policy revokes the family alone, and some of the family's
     * access tokens cannot be named any more, revoking the family does not end them all: its client session ends too. Every other
     * incident is returned as it is.
     *
     * @param accessTokens that the family had when it was revoked
     * @param now when it was revoked, in epoch seconds
     */
    public Incident widenedFor(AccessTokens accessTokens, long now) {
        boolean widened = enforced && FAMILY_ALONE.equals(scope) && accessTokens.someUnnamedAt(now);
        return widened ? with(FAMILY_ALONE + PLUS + CLIENT_SESSION, day) : this;
    }

    private Incident with(String newScope, @Nullable Long newDay) {
        return new Incident(
                familyId,
                owner,
                kind,
                presentedGeneration,
                currentGeneration,
                presentedFrom,
                rotatedFrom,
                newScope,
                enforced,
                successorIssuedAt,
                impersonator,
                newDay);
    }

    /** The revocation scope of the policy, without what it was {@linkplain #widenedFor widened} to. */
    public String policyScope() {
        return scope.endsWith(PLUS + CLIENT_SESSION) ? FAMILY_ALONE : scope;
    }

    /** What the revocation scope of the policy was {@linkplain #widenedFor widened} to; null where it was not. */
    public @Nullable String widenedTo() {
        return scope.endsWith(PLUS + CLIENT_SESSION) ? CLIENT_SESSION : null;
    }

    /**
     * How many seconds after its successor the token came; null where nobody knows.
     *
     * @param at when it came, in epoch seconds of the database's clock
     */
    public @Nullable Long delaySeconds(long at) {
        return successorIssuedAt == null ? null : Long.valueOf(Math.max(0, at - successorIssuedAt));
    }

    /**
     * Whether it {@linkplain LostAnswer looks like a lost answer}; null where nobody knows, and where the token that came was not
     * superseded at all.
     *
     * @param at when it came, in epoch seconds of the database's clock
     */
    public @Nullable Boolean looksBenign(long at) {
        if (presentedGeneration >= currentGeneration) {
            return null;
        }
        if (!LostAnswer.isFromTheHolder(presentedGeneration, currentGeneration, presentedFrom, rotatedFrom)) {
            return false;
        }
        @Nullable Long delay = delaySeconds(at);
        return delay == null
                ? null
                : Boolean.valueOf(LostAnswer.looksLike(
                        presentedGeneration, currentGeneration, presentedFrom, rotatedFrom, delay));
    }
}
