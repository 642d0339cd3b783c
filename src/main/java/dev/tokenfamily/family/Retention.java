package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/**
 * How long a row is needed: never shorter than any token of the family could be accepted.
 *
 * @param until epoch seconds, a full hour, so that it seldom changes (PostgreSQL HOT updates); not before it may the
 *     row be purged
 * @param endless whether the family has tokens without {@code exp}; then the row stays until their offline session is
 *     gone, and {@code until} is only the next time to look
 */
public record Retention(long until, boolean endless) {

    private static final long HOUR = 3600;

    /** How often the session of an endless family is looked for. */
    private static final long REVIEW = 24 * HOUR;

    /** How long the row of a family with one token is needed, seen from {@code now}, epoch seconds. */
    public static Retention of(Head token, long now) {
        return new Retention(0, false).covering(token, now);
    }

    /** This retention, extended so that it covers a token too, with an hour to spare for nodes whose clocks differ. */
    public Retention covering(Head token, long now) {
        return covering(token.expiresAt(), now);
    }

    /**
     * This retention, extended so that it covers a token of the family too, with an hour to spare for nodes whose clocks
     * differ.
     *
     * @param expiry the {@code exp} of the token, epoch seconds; null where it has none
     * @param now epoch seconds
     */
    public Retention covering(@Nullable Long expiry, long now) {
        long needed = fullHourAfter((expiry == null ? now + REVIEW : expiry) + HOUR);
        return new Retention(Math.max(until, needed), endless || expiry == null);
    }

    /** Whether the row is kept already for as long as that token could be accepted. */
    public boolean covers(Head token) {
        return covers(token.expiresAt());
    }

    /**
     * Whether the row is kept already for as long as a token could be accepted.
     *
     * @param expiry the {@code exp} of the token, epoch seconds; null where it has none
     */
    public boolean covers(@Nullable Long expiry) {
        return expiry == null ? endless : expiry + HOUR <= until;
    }

    /**
     * This retention with a later time to look, for an endless family whose session was still there at {@code now}, epoch
     * seconds.
     */
    public Retention reviewedAt(long now) {
        return new Retention(fullHourAfter(now + REVIEW), endless);
    }

    private static long fullHourAfter(long time) {
        return Math.floorDiv(time, HOUR) * HOUR + HOUR;
    }
}
