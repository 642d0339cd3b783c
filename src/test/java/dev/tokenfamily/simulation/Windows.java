package dev.tokenfamily.simulation;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyKey;
import java.util.Map;

/**
 * How much time a policy gives two uses of one token without an alarm, in milliseconds.
 *
 * @param grace two uses so close are a retry
 * @param interval a token younger than this is used without being superseded
 * @param lateRecovery two uses so close are a lost answer, unless the successor was used in between; 0 = never
 */
record Windows(long grace, long interval, long lateRecovery) {

    /** The clock that judges counts whole seconds. */
    private static final long ROUNDING = 2 * VirtualTime.SECOND;

    static Windows of(Policy policy) {
        Map<String, Object> keys = PolicyKey.configuration(policy);
        return new Windows(
                milliseconds(keys, "grace-period-seconds") + ROUNDING,
                milliseconds(keys, "rotation-interval-seconds") + ROUNDING,
                milliseconds(keys, "late-recovery-seconds"));
    }

    private static long milliseconds(Map<String, Object> keys, String key) {
        return keys.get(key) instanceof Number seconds ? seconds.longValue() * VirtualTime.SECOND : 0;
    }

    /** Whether the policy forgives an answer that was lost longer ago than the grace period. */
    boolean recoverLate() {
        return lateRecovery > 0;
    }

    /**
     * Whether two uses of one token must lead to an alarm.
     *
     * @param age of the token at the first use
     * @param gap between both
     * @param successorUsed whether anybody used what the first use gave, before the second
     */
    boolean leaveOut(long age, long gap, boolean successorUsed) {
        return age > interval && gap > grace && (successorUsed || gap > lateRecovery + ROUNDING);
    }
}
