package dev.tokenfamily.family;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * All refresh tokens descended from one issuance, as of one moment. Immutable: each transition gives the family that
 * is to be stored in place of this one.
 *
 * @param id the {@code jti} of its first token
 * @param owner whose it is
 * @param start when its first token was issued, epoch seconds
 * @param generation of the head, 0 for the first
 * @param head the only live token
 * @param grace of the predecessor, and of those before it that still have some
 * @param firstUse of a refresh token of this family
 * @param lastUse that was recorded; a refresh that keeps the head is not
 * @param rotatedFrom who obtained the head
 * @param accessTokens that end with the family
 * @param catchUps how often a token came that was newer than the row
 * @param retention how long the row must be kept
 * @param revocation why it was revoked, null while active
 * @param recoveries after answers that were lost
 * @param sparedUntil the last second in which a reuse of its tokens is put down to a standstill of a node; null where none
 *     ever was
 */
public record Family(
        String id,
        Owner owner,
        long start,
        int generation,
        Head head,
        Grace grace,
        TokenUse firstUse,
        TokenUse lastUse,
        Origin rotatedFrom,
        AccessTokens accessTokens,
        int catchUps,
        Retention retention,
        @Nullable RevocationReason revocation,
        Recoveries recoveries,
        @Nullable Long sparedUntil) {

    private static final int MOST_SECONDS_TO_WRITE = 5;

    private static final int MOST_SECONDS_TO_ANSWER = 60;

    /** The time of a reading is taken a moment before its row, and both are whole seconds. */
    private static final int SECOND_OF_READING = 1;

    /** Whether none of its tokens may be used any more. */
    public boolean revoked() {
        return revocation != null;
    }

    /**
     * Until when a change decided at the last use may be written, epoch seconds of the database's clock. The grace period
     * counts from the decision: a process that was stopped between the two would give less of it than promised.
     */
    public long freshUntil() {
        return lastUse.at() + MOST_SECONDS_TO_WRITE;
    }

    /** Whether the request that wrote the row may not have been answered yet at {@code now}, epoch seconds. */
    public boolean mayBeOpening(long now) {
        return now <= firstUse.at() + MOST_SECONDS_TO_ANSWER;
    }

    /**
     * This family, marked: until {@code last}, epoch seconds, a reuse of its tokens is put down to one standstill, and never
     * to another.
     */
    public Family sparedUntil(long last) {
        return changed(grace, lastUse, accessTokens, catchUps, revocation, recoveries, last);
    }

    /**
     * Whether a reuse may be put down to a standstill: the first ever, and what comes with it in the aftermath of the same
     * standstill. A clock that is set back does not bring the aftermath back.
     */
    public boolean maySpare(long now) {
        return sparedUntil == null
                || (now <= sparedUntil && sparedUntil - now <= FamilyStore.Reading.AFTERMATH_SECONDS);
    }

    /**
     * A family as it is written at its first use.
     *
     * @param id the {@code jti} of its first token
     * @param owner whose it is
     * @param start when its first token was issued, epoch seconds
     * @param generation of the head, 0 for the first
     * @param head the token that is live
     * @param terms under which the predecessor of the head is still answered
     * @param now epoch seconds of the database's clock
     * @param origin of the request that used it
     * @param tokens the access tokens that it has so far
     */
    public static Family opened(
            String id,
            Owner owner,
            long start,
            int generation,
            Head head,
            GraceTerms terms,
            long now,
            Origin origin,
            AccessTokens tokens) {
        TokenUse use = new TokenUse(now, origin.address());
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                Grace.first(terms),
                use,
                use,
                origin,
                tokens,
                0,
                Retention.of(head, now),
                null,
                Recoveries.NONE,
                null);
    }

    /** This family, revoked for that reason. */
    public Family revokedBecause(RevocationReason reason) {
        return changed(grace, lastUse, accessTokens, catchUps, reason, recoveries, sparedUntil);
    }

    /** This family, as if it had not been revoked. */
    public Family beforeItsEnd() {
        return changed(grace, lastUse, accessTokens, catchUps, null, recoveries, sparedUntil);
    }

    /**
     * This family with a new head.
     *
     * @param toGeneration greater than this family's
     * @param next the new head
     * @param newTerms of the present head's grace, as it becomes the predecessor
     * @param now when the refresh did it, epoch seconds of the database's clock
     * @param origin of that refresh
     * @param accessToken issued with the new head
     */
    public Family advanced(
            int toGeneration, Head next, GraceTerms newTerms, long now, Origin origin, AccessToken accessToken) {
        return new Family(
                id,
                owner,
                start,
                toGeneration,
                next,
                grace.next(newTerms, Burst.after(this, toGeneration, newTerms, now, origin)),
                firstUse,
                new TokenUse(now, origin.address()),
                origin,
                accessTokens.plus(accessToken, now),
                catchUps,
                retention.covering(next, now),
                revocation,
                recoveries,
                sparedUntil);
    }

    /**
     * This family with a new head, beyond one that nobody ever presented: whoever presents that one from now on has a copy of it. Whoever
     * presents the token before it again, within its new grace period, has lost the answer once more.
     *
     * @param next the new head
     * @param terms under which the token that was presented is still answered
     * @param now when the refresh did it, epoch seconds of the database's clock
     * @param origin of that refresh
     * @param accessToken issued with the new head
     * @param period in seconds, after which recoveries are counted anew
     */
    public Family recovered(
            Head next, GraceTerms terms, long now, Origin origin, AccessToken accessToken, long period) {
        Family advanced = advanced(generation + 1, next, terms, now, origin, accessToken);
        return advanced.changed(
                advanced.grace.supersededBy(Supersession.RECOVERY),
                advanced.lastUse,
                advanced.accessTokens,
                catchUps,
                revocation,
                recoveries.plus(now, period),
                sparedUntil);
    }

    /** What its row knows of the generations before that of the head. */
    public Lineage lineage() {
        return new Lineage(generation, head, grace);
    }

    /** Whether the head was issued after {@code now}, epoch seconds: by a clock that was set back since. */
    public boolean clockSetBack(long now) {
        return now < head.since() - SECOND_OF_READING;
    }

    /** This family, where Keycloak's own switch superseded the predecessor of the head: it knows no grace. */
    public Family supersededBySwitch() {
        return changed(
                grace.supersededBy(Supersession.SWITCH),
                lastUse,
                accessTokens,
                catchUps,
                revocation,
                recoveries,
                sparedUntil);
    }

    /** This family, after the predecessor of its head was refused for good. */
    public Family refusingPredecessor() {
        return changed(
                grace.supersededBy(Supersession.SWITCH_REFUSED),
                lastUse,
                accessTokens,
                catchUps,
                revocation,
                recoveries,
                sparedUntil);
    }

    /**
     * This family, behind a successor that Keycloak minted when nobody kept this row, and that nobody knows: no token of this
     * family is live any more.
     *
     * @param toGeneration greater than that of the token which was succeeded
     * @param unnamedUntil how long the access tokens may live that came with the successor, epoch seconds
     */
    public Family overtaken(int toGeneration, long unnamedUntil) {
        return new Family(
                id,
                owner,
                start,
                toGeneration,
                head,
                grace.next(GraceTerms.NONE, Burst.NONE).supersededBy(Supersession.SWITCH_REFUSED),
                firstUse,
                lastUse,
                rotatedFrom,
                accessTokens.plusUnnamed(unnamedUntil),
                catchUps,
                retention,
                revocation,
                recoveries,
                sparedUntil);
    }

    /**
     * This family, kept as long as one of its tokens could be accepted.
     *
     * @param expiry the {@code exp} of the token, epoch seconds; null where it has none
     * @param now epoch seconds
     */
    public Family covering(@Nullable Long expiry, long now) {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                grace,
                firstUse,
                lastUse,
                rotatedFrom,
                accessTokens,
                catchUps,
                retention.covering(expiry, now),
                revocation,
                recoveries,
                sparedUntil);
    }

    /** This family, once more having caught up with a token that was newer than the row. */
    public Family caughtUp() {
        return changed(grace, lastUse, accessTokens, catchUps + 1, revocation, recoveries, sparedUntil);
    }

    /** This family after one more answer to a superseded token, with the access token that was issued then. */
    public Family retried(TokenUse use, AccessToken accessToken) {
        AccessTokens more = accessTokens.plus(accessToken, use.at());
        return changed(grace.retried(), use, more, catchUps, revocation, recoveries, sparedUntil);
    }

    /** This family with other values, of the same generation and with the same head. */
    private Family changed(
            Grace newGrace,
            TokenUse newLastUse,
            AccessTokens newAccessTokens,
            int newCatchUps,
            @Nullable RevocationReason newRevocation,
            Recoveries newRecoveries,
            @Nullable Long newSparedUntil) {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                newGrace,
                firstUse,
                newLastUse,
                rotatedFrom,
                newAccessTokens,
                newCatchUps,
                retention,
                newRevocation,
                newRecoveries,
                newSparedUntil);
    }
}
