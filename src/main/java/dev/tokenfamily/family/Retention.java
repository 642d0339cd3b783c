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

    /** For a family with one token, at {@code now}. */
    public static Retention of(Head token, long now) {
        return new Retention(0, false).covering(token, now);
    }

    /** Extended so that it covers this token too, with an hour to spare for nodes whose clocks differ. */
    public Retention covering(Head token, long now) {
        return covering(token.expiresAt(), now);
    }

    /** The same for any token of the family, by its {@code exp}; null where it has none. */
    public Retention covering(@Nullable Long expiry, long now) {
        long needed = fullHourAfter((expiry == null ? now + REVIEW : expiry) + HOUR);
        return new Retention(Math.max(until, needed), endless || expiry == null);
    }

    /** Whether a token that expires then, or never where {@code token} has no {@code exp}, is covered already. */
    public boolean covers(Head token) {
        return covers(token.expiresAt());
    }

    /** The same for any token of the family, by its {@code exp}; null where it has none. */
    public boolean covers(@Nullable Long expiry) {
        return expiry == null ? endless : expiry + HOUR <= until;
    }

    /** Postponed, for an endless family whose session is still there. */
    public Retention reviewedAt(long now) {
        return new Retention(fullHourAfter(now + REVIEW), endless);
    }

    private static long fullHourAfter(long time) {
        return Math.floorDiv(time, HOUR) * HOUR + HOUR;
    }
}
