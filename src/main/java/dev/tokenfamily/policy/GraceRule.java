package dev.tokenfamily.policy;

import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.IpPrefix;

/**
 * How a superseded token is still answered, for a client that did not get the answer with the head (ADR 24).
 *
 * @param period seconds since it was superseded, 0..86400; 0 = strict single use
 * @param maxRetries how often in that time, from 0; 0 = no limit
 * @param binding what a retry must share with the rotation
 * @param prefix of addresses, where the binding is to that
 */
public record GraceRule(long period, int maxRetries, GraceBinding binding, IpPrefix prefix) {

    /** The longest period, in seconds: a day. */
    public static final long LONGEST = 86_400;

    /** What a site or a household has of an internet provider: an IPv4 network of 256 addresses, or an IPv6 one of 256 subnets. */
    static final IpPrefix USUAL_PREFIX = new IpPrefix(24, 56);

    /** As long as can be, without any condition. */
    static final GraceRule WIDEST = new GraceRule(LONGEST, 0, GraceBinding.NONE);

    /** A rule with the usual prefix. */
    GraceRule(long period, int maxRetries, GraceBinding binding) {
        this(period, maxRetries, binding, USUAL_PREFIX);
    }

    /**
     * The terms for a token that was superseded at {@code rotatedAt}, epoch seconds. The clock counts whole seconds, so a period of
     * n seconds includes the n-th one after the rotation. They do not say which key the rotation proved.
     */
    public GraceTerms termsFrom(long rotatedAt) {
        long deadline = period == 0 ? rotatedAt : rotatedAt + period + 1;
        return new GraceTerms(deadline, maxRetries, binding.with(prefix));
    }
}
