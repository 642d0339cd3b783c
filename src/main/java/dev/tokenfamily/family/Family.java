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
 * @param terms of the predecessor's grace
 * @param retries how often the predecessor was answered in its grace period
 * @param graceStreak how many generations in a row needed grace
 * @param firstUse of a refresh token of this family
 * @param lastUse that was recorded; a refresh that keeps the head is not
 * @param lastRotationAddress from where the head was obtained
 * @param accessTokens that end with the family
 * @param catchUps how often a token came that was newer than the row
 * @param retention how long the row must be kept
 * @param revocation why it was revoked, null while active
 */
public record Family(
        String id,
        Owner owner,
        long start,
        int generation,
        Head head,
        GraceTerms terms,
        int retries,
        int graceStreak,
        Use firstUse,
        Use lastUse,
        String lastRotationAddress,
        AccessTokens accessTokens,
        int catchUps,
        Retention retention,
        @Nullable RevocationReason revocation) {

    /** Whether none of its tokens may be used any more. */
    public boolean revoked() {
        return revocation != null;
    }

    /** Written at its first use, with the given token as head. */
    public static Family opened(
            String id,
            Owner owner,
            long start,
            int generation,
            Head head,
            GraceTerms terms,
            Use use,
            AccessTokens tokens) {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                terms,
                0,
                0,
                use,
                use,
                use.address(),
                tokens,
                0,
                Retention.of(head, use.at()),
                null);
    }

    /** The same, revoked. */
    public Family revokedBecause(RevocationReason reason) {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                terms,
                retries,
                graceStreak,
                firstUse,
                lastUse,
                lastRotationAddress,
                accessTokens,
                catchUps,
                retention,
                reason);
    }

    /**
     * With a new head.
     *
     * @param toGeneration greater than this family's
     * @param next the new head
     * @param newTerms of the present head's grace, as it becomes the predecessor
     * @param use the refresh that did it
     * @param accessToken issued with the new head
     */
    public Family advanced(int toGeneration, Head next, GraceTerms newTerms, Use use, AccessToken accessToken) {
        return new Family(
                id,
                owner,
                start,
                toGeneration,
                next,
                newTerms,
                0,
                retries > 0 ? graceStreak : 0,
                firstUse,
                use,
                use.address(),
                accessTokens.plus(accessToken, use.at()),
                catchUps,
                retention.covering(next, use.at()),
                revocation);
    }

    /** The same, once more having caught up with a token that was newer than the row. */
    public Family caughtUp() {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                terms,
                retries,
                graceStreak,
                firstUse,
                lastUse,
                lastRotationAddress,
                accessTokens,
                catchUps + 1,
                retention,
                revocation);
    }

    /** After one more answer to the predecessor. */
    public Family retried(Use use, AccessToken accessToken) {
        return new Family(
                id,
                owner,
                start,
                generation,
                head,
                terms,
                retries + 1,
                retries == 0 ? graceStreak + 1 : graceStreak,
                firstUse,
                use,
                lastRotationAddress,
                accessTokens.plus(accessToken, use.at()),
                catchUps,
                retention,
                revocation);
    }
}
