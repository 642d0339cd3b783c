package dev.tokenfamily.detection;

import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.RetryBinding;
import dev.tokenfamily.family.Superseded;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.RecoveryRule;

/**
 * The head's predecessor that came after its grace period: whether that is to be a reuse, or the family is recovered (ADR 26).
 *
 * @param family active, and a row that is known
 * @param superseded what the row knows of the token
 * @param delay seconds since it was superseded
 */
record LateReturn(
        Family family, Superseded superseded, long delay, Reading reading, Presentation presentation, Policy policy) {

    /** Whether it is a client that lost an answer, for all that can be known, and there is something left of the budget. */
    boolean recovers() {
        RecoveryRule rule = policy.recovery();
        return rule.on()
                && policy.rotatesAtEveryUse()
                && presentation.realmSwitch() == RealmSwitch.APART
                && family.lineage().rotatedFromPredecessor()
                && family.sparedUntil() == null
                && !family.clockSetBack(reading.now())
                && rule.includes(delay)
                && rule.allowsAnother(family.recoveries(), reading.now())
                && binding().fits(presentation.origin(), presentation.key(), family.rotatedFrom())
                && !needsLogin();
    }

    /** In a new place no head is given that a login has to be made for, not even for the one that was lost. */
    private boolean needsLogin() {
        return policy.origin().requiresLogin()
                && policy.enforced()
                && policy.originChange(family.rotatedFrom(), presentation.origin())
                        .isPresent();
    }

    /**
     * A thief who refreshed first from elsewhere is caught by it: the rotation is his, and the owner's token a reuse. A key replaces
     * the network only if the rotation proved it too: anybody can have a copy bound to a key of his own, by a retry within the grace
     * period.
     */
    private RetryBinding binding() {
        RetryBinding asked = Detector.graceTerms(superseded, policy).binding();
        boolean sameHolder = superseded.terms().binding().isOfKey(presentation.keyOfToken());
        return presentation.clientAuthenticated() || sameHolder
                ? asked
                : asked.and(RetryBinding.toPrefix(policy.grace().prefix()));
    }

    LateRecovery verdict() {
        return new LateRecovery(
                delay,
                family.recoveries()
                        .plus(reading.now(), policy.recovery().period())
                        .count());
    }
}
