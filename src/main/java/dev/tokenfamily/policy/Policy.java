package dev.tokenfamily.policy;

import dev.tokenfamily.family.GraceTerms;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How the refresh tokens of a client are rotated, and what follows from a reuse. All times in seconds.
 *
 * @param rotation whether a refresh replaces the token
 * @param rotationInterval at most one rotation in this time; 0 = at every use
 * @param exemptSenderConstrained whether a token whose key was proven in the request is kept
 * @param gracePeriod how long the predecessor is answered, 0..86400; 0 = strict single use
 * @param graceMaxRetries how often in that time; 0 = no limit
 * @param graceBinding what a retry must share with the rotation
 * @param absoluteLifetime of the family since its first token; 0 = the session's limits only
 * @param inactivityLifetime of the family since its last use; 0 = the session's limits only
 * @param revocationScope what a reuse takes down
 * @param enforcement whether it does
 * @param revokeOnCredentialChange whether a user's families end when the user's password changes
 * @param notifyUser whether the user is mailed when a reuse revokes
 * @param onReuseRequiredAction what the user has to do at the next interactive login after that, by its alias in the realm;
 *     {@code none} for nothing
 */
public record Policy(
        Rotation rotation,
        long rotationInterval,
        boolean exemptSenderConstrained,
        int gracePeriod,
        int graceMaxRetries,
        GraceBinding graceBinding,
        long absoluteLifetime,
        long inactivityLifetime,
        RevocationScope revocationScope,
        Enforcement enforcement,
        boolean revokeOnCredentialChange,
        boolean notifyUser,
        String onReuseRequiredAction) {

    /** Where a reuse asks nothing of the user. */
    public static final String NO_ACTION = "none";

    /** The required action of our own, which says at the next login what happened. */
    public static final String NOTICE_ACTION = "TOKEN_FAMILY_NOTICE";

    /**
     * For a token with a family but without a policy at this moment: its head is kept, what is superseded or revoked
     * stays so, and the stored terms of the last rotation are the only ones. Otherwise a request could launder a stolen
     * token by dodging the policy.
     */
    public static final Policy UNGOVERNED = new Policy(
            Rotation.OFF,
            0,
            false,
            PolicyKey.LONGEST_GRACE,
            0,
            GraceBinding.NONE,
            0,
            0,
            RevocationScope.FAMILY,
            Enforcement.ENFORCE,
            false,
            false,
            NO_ACTION);

    /**
     * The terms for the predecessor of a head issued at {@code rotatedAt}. The clock counts whole seconds, so a period
     * of n seconds includes the n-th one after the rotation.
     */
    public GraceTerms graceFrom(long rotatedAt) {
        long deadline = gracePeriod == 0 ? rotatedAt : rotatedAt + gracePeriod + 1;
        return new GraceTerms(deadline, graceMaxRetries, graceBinding == GraceBinding.IP_ADDRESS);
    }

    /**
     * For how many seconds a family can still be used that has just been used; empty where only the session's limits say.
     *
     * @param age of the family in seconds, since its first token
     */
    public OptionalLong secondsLeft(long age) {
        LongStream absolute = LongStream.of(absoluteLifetime).filter(l -> l > 0).map(l -> l - Math.max(0, age));
        LongStream inactivity = LongStream.of(inactivityLifetime).filter(l -> l > 0);
        return LongStream.concat(absolute, inactivity).min();
    }

    /** The same without rotation, where a successor could not reach the client. */
    public Policy withoutRotation() {
        return new Policy(
                Rotation.OFF,
                rotationInterval,
                exemptSenderConstrained,
                gracePeriod,
                graceMaxRetries,
                graceBinding,
                absoluteLifetime,
                inactivityLifetime,
                revocationScope,
                enforcement,
                revokeOnCredentialChange,
                notifyUser,
                onReuseRequiredAction);
    }

    /** Whether a refresh ever replaces the token. */
    public boolean rotates() {
        return rotation == Rotation.ON_USE;
    }

    /** Whether no refresh token is ever answered twice. */
    public boolean singleUse() {
        return rotatesAtEveryUse() && gracePeriod == 0;
    }

    /** Whether no refresh token is ever kept. */
    public boolean rotatesAtEveryUse() {
        return rotates() && rotationInterval == 0 && !exemptSenderConstrained;
    }

    /** The alias of what a reuse asks of the user; null for nothing. */
    public @Nullable String requiredActionOnReuse() {
        return onReuseRequiredAction.equals(NO_ACTION) ? null : onReuseRequiredAction;
    }

    /** Whether a reuse revokes. */
    public boolean enforced() {
        return enforcement == Enforcement.ENFORCE;
    }
}
