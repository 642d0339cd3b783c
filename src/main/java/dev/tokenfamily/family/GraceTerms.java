package dev.tokenfamily.family;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms a superseded token is still answered. Stored with the rotation, so that no later change
 * of the policy, and no request that dodges the policy, makes them more lenient.
 *
 * @param deadline the first second, of the database's clock, at which it is no longer answered
 * @param maxRetries answers to superseded tokens since it became one; 0 = no limit
 * @param binding what a retry must share with the rotation
 */
public record GraceTerms(long deadline, int maxRetries, RetryBinding binding) {

    /** No grace at all. */
    public static final GraceTerms NONE = new GraceTerms(0, 0, false);

    /** Any retry at any time. */
    public static final GraceTerms UNLIMITED = new GraceTerms(Long.MAX_VALUE, 0, false);

    /**
     * Terms that bind to the whole address, or to nothing.
     *
     * @param addressBound whether a retry must come from the address of the rotation
     */
    public GraceTerms(long deadline, int maxRetries, boolean addressBound) {
        this(deadline, maxRetries, addressBound ? RetryBinding.ADDRESS : RetryBinding.NONE);
    }

    /** These terms of a rotation that proved that key; null for none. */
    public GraceTerms ofRotationBy(@Nullable String key) {
        return new GraceTerms(deadline, maxRetries, binding.ofRotationBy(key));
    }

    /** These terms of a rotation that proved that key, which a recovery may ask for though a retry need not; null for none. */
    public GraceTerms keepingKeyOf(@Nullable String key) {
        return new GraceTerms(deadline, maxRetries, binding.keepingKeyOf(key));
    }

    /** These terms, where a retry must also come from the network of the rotation. */
    public GraceTerms boundTo(IpPrefix prefix) {
        return new GraceTerms(deadline, maxRetries, binding.and(RetryBinding.toPrefix(prefix)));
    }

    /** The stricter of these terms and others, term by term. */
    public GraceTerms stricter(GraceTerms other) {
        return new GraceTerms(
                Math.min(deadline, other.deadline),
                fewerRetries(maxRetries, other.maxRetries),
                binding.and(other.binding));
    }

    /** These terms, for a token that was superseded so many seconds later; earlier, if it is a negative number. */
    public GraceTerms movedBy(long seconds) {
        return new GraceTerms(deadline + seconds, maxRetries, binding);
    }

    /** Whether these terms are no more lenient than others, in nothing. A key where the others know none would be that. */
    public boolean noMoreLenientThan(GraceTerms other) {
        boolean keyIsTheSame = !other.binding.sameKey() || Objects.equals(binding.key(), other.binding.key());
        return equals(stricter(other)) && keyIsTheSame;
    }

    /**
     * These terms, where so many answers have been given already.
     *
     * @param given less than are allowed
     */
    public GraceTerms afterAnswers(int given) {
        return maxRetries == 0 ? this : new GraceTerms(deadline, maxRetries - given, binding);
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
