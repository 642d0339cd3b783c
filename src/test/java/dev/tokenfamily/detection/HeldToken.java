package dev.tokenfamily.detection;

/**
 * A refresh token that somebody holds.
 *
 * @param id its {@code jti}
 * @param claimed whether it has our claim
 * @param byPolicy whether a policy, enforced or observed, has superseded it
 */
record HeldToken(String id, PresentedToken presented, boolean claimed, boolean byPolicy) {

    HeldToken(String id, PresentedToken presented, boolean claimed) {
        this(id, presented, claimed, false);
    }

    long issuedAt() {
        return presented.issuedAt();
    }

    HeldToken superseded(boolean byPolicyNow) {
        return new HeldToken(id, presented, claimed, byPolicyNow);
    }
}
