package dev.tokenfamily.policy;

import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.OriginChange;
import java.util.Optional;

/**
 * How the refresh tokens of a client are rotated, and what follows from a reuse.
 *
 * @param rotation when a refresh replaces the token
 * @param grace how a token that was replaced is still answered
 * @param recovery how a client goes on that comes with such a token later than that
 * @param lifetimes for how long a family can be used
 * @param reaction what follows from a reuse
 * @param cap how many families a user may have at a client
 * @param origin what follows from a new place
 */
public record Policy(
        RotationRule rotation,
        GraceRule grace,
        RecoveryRule recovery,
        Lifetimes lifetimes,
        Reaction reaction,
        Cap cap,
        OriginRule origin) {

    /**
     * For a token with a family but without a policy at this moment: its head is kept, what is superseded or revoked
     * stays so, and the stored terms of the last rotation are the only ones. Otherwise a request could launder a stolen
     * token by dodging the policy.
     */
    public static final Policy UNGOVERNED = new Policy(
            RotationRule.OFF,
            GraceRule.WIDEST,
            RecoveryRule.OFF,
            Lifetimes.UNLIMITED,
            Reaction.LEAST,
            Cap.NONE,
            OriginRule.OFF);

    /** This policy without rotation, where a successor could not reach the client; nor could one that recovers a family. */
    public Policy withoutRotation() {
        return new Policy(rotation.off(), grace, RecoveryRule.OFF, lifetimes, reaction, cap, origin);
    }

    /** Whether a refresh ever replaces the token. */
    public boolean rotates() {
        return rotation.rotates();
    }

    /** Whether no refresh token is ever kept. */
    public boolean rotatesAtEveryUse() {
        return rotation.rotatesAtEveryUse();
    }

    /** Whether no refresh token is ever answered twice. */
    public boolean singleUse() {
        return rotatesAtEveryUse() && grace.period() == 0 && !recovery.on();
    }

    /** What has changed since the head was obtained, if a head that is used now is used in a new place by this policy. */
    public Optional<OriginChange> originChange(Origin held, Origin now) {
        return origin.changeBetween(held, now, grace.prefix());
    }

    /** Whether a reuse revokes, and does not only report. */
    public boolean enforced() {
        return reaction.enforcement() == Enforcement.ENFORCE;
    }
}
