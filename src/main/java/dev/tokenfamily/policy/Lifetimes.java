package dev.tokenfamily.policy;

import java.util.OptionalLong;

/**
 * For how long a family can be used. Never longer than the session's own limits say.
 *
 * @param absolute seconds since its first token, from 0; 0 = the session's limits only
 * @param inactivity seconds since its last use, from 0; 0 = the session's limits only
 */
public record Lifetimes(long absolute, long inactivity) {

    /** Where only the session's limits say. */
    static final Lifetimes UNLIMITED = new Lifetimes(0, 0);

    /**
     * For how many seconds a family can still be used that has just been used; empty where only the session's limits say.
     *
     * @param age of the family in seconds, since its first token; below 0 by a clock that is behind, and counted as 0
     */
    public OptionalLong secondsLeft(long age) {
        OptionalLong untilTooOld = secondsUntilTooOld(age);
        return inactivity > 0 ? OptionalLong.of(Math.min(inactivity, untilTooOld.orElse(inactivity))) : untilTooOld;
    }

    /**
     * For how many seconds a family can still be used, however often it is used; empty where only the session's limits say.
     *
     * @param age of the family in seconds, since its first token; below 0 by a clock that is behind, and counted as 0
     */
    public OptionalLong secondsUntilTooOld(long age) {
        return absolute > 0 ? OptionalLong.of(absolute - Math.max(0, age)) : OptionalLong.empty();
    }
}
