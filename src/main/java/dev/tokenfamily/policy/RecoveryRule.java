package dev.tokenfamily.policy;

import dev.tokenfamily.family.Recoveries;

/**
 * Whether a client that did not get the answer with the head may still go on after the grace period, and how often (ADR 26).
 *
 * @param seconds since the token was superseded, 0..2592000; 0 = never
 * @param budget how often in one family within so many days, from 1
 * @param days from 1
 */
public record RecoveryRule(long seconds, int budget, int days) {

    /** The longest time, in seconds: 30 days. */
    static final long LONGEST = 2_592_000;

    /** Never. */
    static final RecoveryRule OFF = new RecoveryRule(0, 1, 30);

    private static final long DAY = 86_400;

    /** Whether any family is ever recovered. */
    public boolean on() {
        return seconds > 0;
    }

    /** Whether a token that was superseded so many seconds ago comes in time. */
    public boolean includes(long delay) {
        return delay <= seconds;
    }

    /** Whether there may be one more recovery after those, at {@code now}, epoch seconds. */
    public boolean allowsAnother(Recoveries recoveries, long now) {
        return recoveries.plus(now, period()).count() <= budget;
    }

    /** In how many seconds the budget is given anew. */
    public long period() {
        return days * DAY;
    }
}
