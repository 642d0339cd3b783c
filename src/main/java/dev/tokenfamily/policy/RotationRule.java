package dev.tokenfamily.policy;

/**
 * When a refresh replaces the refresh token.
 *
 * @param mode whether it ever does
 * @param interval seconds, from 0: at most one rotation in this time; 0 = at every use
 * @param exemptSenderConstrained whether a token whose key was proven in the request is kept (RFC 9700 §2.2.2 asks for one of
 *     both)
 */
public record RotationRule(Rotation mode, long interval, boolean exemptSenderConstrained) {

    /** Never: every refresh keeps the token. */
    static final RotationRule OFF = new RotationRule(Rotation.OFF, 0, false);

    /** Whether a refresh ever replaces the token. */
    public boolean rotates() {
        return mode == Rotation.ON_USE;
    }

    /** Whether no refresh token is ever kept. */
    public boolean rotatesAtEveryUse() {
        return rotates() && interval == 0 && !exemptSenderConstrained;
    }

    /** This rule, switched off. */
    RotationRule off() {
        return new RotationRule(Rotation.OFF, interval, exemptSenderConstrained);
    }
}
