package dev.tokenfamily.incident;

import dev.tokenfamily.family.Origin;

/**
 * What looks like a client that lost an answer, or was too late with it, rather than like a thief: the predecessor of the head
 * comes back from where the head was obtained, no later than a grace period can be. It is a guess for people to read, and
 * weakens no alarm: whoever is behind the same address as the client looks like that too.
 */
public final class LostAnswer {

    /** No grace period is longer, in seconds. */
    private static final long DAY = 86_400;

    private LostAnswer() {}

    /**
     * Whether it looks like a lost answer.
     *
     * @param presentedGeneration of the token that came
     * @param currentGeneration of the head at that moment
     * @param presentedFrom who presented the token
     * @param rotatedFrom who had obtained the head
     * @param delay how many seconds after the head the token came, 0 or more
     */
    public static boolean looksLike(
            int presentedGeneration, int currentGeneration, Origin presentedFrom, Origin rotatedFrom, long delay) {
        return isFromTheHolder(presentedGeneration, currentGeneration, presentedFrom, rotatedFrom) && delay < DAY;
    }

    /** What of it is known where nobody knows the delay: the predecessor, from the address of the head's holder. */
    static boolean isFromTheHolder(
            int presentedGeneration, int currentGeneration, Origin presentedFrom, Origin rotatedFrom) {
        return presentedGeneration == currentGeneration - 1
                && presentedFrom.address().equals(rotatedFrom.address());
    }
}
