package dev.tokenfamily.report;

import dev.tokenfamily.policy.Policy;

/**
 * Under which enforcement something was counted. It is stored as the bucket of a plain count, so that whoever knows nothing of it
 * still reads the right total, and a refresh costs no row more.
 */
public enum Mode {
    /** Counted by an older version of ours, or of no matter. */
    UNKNOWN(0),
    /** Under a policy that observes. */
    OBSERVED(1),
    /** Under a policy that enforces. */
    ENFORCED(2);

    private final int bucket;

    Mode(int bucket) {
        this.bucket = bucket;
    }

    static Mode of(Policy policy) {
        return policy.enforced() ? ENFORCED : OBSERVED;
    }

    /** The bucket in the database; it must never change. */
    int bucket() {
        return bucket;
    }
}
