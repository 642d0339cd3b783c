package dev.tokenfamily.report;

import dev.tokenfamily.policy.Policy;
import java.util.Optional;

/**
 * How things stand with a client now, whatever they were when something was counted.
 *
 * @param kind what its policy does
 * @param graceSeconds the grace period that it has, from 0; 0 where nothing governs it
 */
public record Standing(Kind kind, long graceSeconds) {

    /** What the policy of a client does. */
    public enum Kind {
        /** No policy governs the client. */
        UNGOVERNED,
        /** Its tokens are never replaced, so that no reuse can be seen. */
        NOT_ROTATING,
        /** A reuse is only reported. */
        OBSERVED,
        /** A reuse revokes. */
        ENFORCED
    }

    /** How things stand under that policy; empty for none. */
    public static Standing under(Optional<Policy> governing) {
        return governing
                .map(policy -> new Standing(kind(policy), policy.grace().period()))
                .orElse(new Standing(Kind.UNGOVERNED, 0));
    }

    private static Kind kind(Policy policy) {
        if (!policy.rotates()) {
            return Kind.NOT_ROTATING;
        }
        return policy.enforced() ? Kind.ENFORCED : Kind.OBSERVED;
    }
}
