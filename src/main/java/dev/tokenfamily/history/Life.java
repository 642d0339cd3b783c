package dev.tokenfamily.history;

/**
 * What somebody asks about: a user, a session or a family.
 *
 * @param reach all that is known of it
 * @param since when it began, epoch milliseconds; what ended before cannot have ended it. 0 where that is not known
 */
public record Life(Reach reach, long since) {

    /** Whether that end may have ended it, or a part of it. */
    public boolean mayHaveEndedBy(End end) {
        return end.time() >= since && end.reach().touches(reach);
    }
}
