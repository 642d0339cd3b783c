package dev.tokenfamily.detection;

/**
 * What makes a refresh token lapse: the lifetimes of a policy, and those of the session in its realm. One of them is low for a
 * while; all others are so high that nobody reaches them.
 */
enum Limit {
    /** All are high. */
    NONE,
    /** Of a family, since its first token. */
    ABSOLUTE,
    /** Of a family, since its last use. */
    INACTIVITY,
    /** What {@code exp} a token gets, while somebody else keeps the session alive. */
    SESSION_IDLE,
    /** For the session too: whoever comes later ends it. */
    SESSION_MAX;

    private static final long HIGH = 86_400;

    /** The policy's; 0 for none. */
    long absolute() {
        return this == ABSOLUTE ? 100 : 0;
    }

    /** The policy's; 0 for none. */
    long inactivity() {
        return this == INACTIVITY ? 400 : 0;
    }

    long sessionIdle() {
        return this == SESSION_IDLE ? 1_200 : HIGH;
    }

    long sessionMax() {
        return this == SESSION_MAX ? 100 : 10 * HIGH;
    }
}
