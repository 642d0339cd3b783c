package dev.tokenfamily.family;

/**
 * Under which terms a superseded token is still answered. Stored with the rotation, so that no later change
 * of the policy, and no request that dodges the policy, makes them more lenient.
 *
 * @param deadline the first second, of the database's clock, at which it is no longer answered
 * @param maxRetries answers to superseded tokens since it became one; 0 = no limit
 * @param addressBound whether a retry must come from the address of the rotation
 */
public record GraceTerms(long deadline, int maxRetries, boolean addressBound) {

    /** No grace at all. */
    public static final GraceTerms NONE = new GraceTerms(0, 0, false);

    /** Any retry at any time. */
    public static final GraceTerms UNLIMITED = new GraceTerms(Long.MAX_VALUE, 0, false);

    /** The stricter of these terms and others, term by term. */
    public GraceTerms stricter(GraceTerms other) {
        return new GraceTerms(
                Math.min(deadline, other.deadline),
                fewerRetries(maxRetries, other.maxRetries),
                addressBound || other.addressBound);
    }

    /** These terms, for a token that was superseded so many seconds later; earlier, if it is a negative number. */
    public GraceTerms movedBy(long seconds) {
        return new GraceTerms(deadline + seconds, maxRetries, addressBound);
    }

    /** Whether these terms are no more lenient than others, in nothing. */
    public boolean noMoreLenientThan(GraceTerms other) {
        return equals(stricter(other));
    }

    /**
     * These terms, where so many answers have been given already.
     *
     * @param given less than are allowed
     */
    public GraceTerms afterAnswers(int given) {
        return maxRetries == 0 ? this : new GraceTerms(deadline, maxRetries - given, addressBound);
    }

    /** Whether a retry at {@code now}, epoch seconds of the database's clock, comes in time. */
    public boolean includes(long now) {
        return now < deadline;
    }

    /** Whether one more answer is allowed after {@code given} ones. */
    public boolean allowsAnother(int given) {
        return maxRetries == 0 || given < maxRetries;
    }

    private static int fewerRetries(int a, int b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
