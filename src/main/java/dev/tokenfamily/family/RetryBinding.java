package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/**
 * What a retry must share with the rotation that it repeats.
 *
 * @param prefix of the addresses from which both came
 * @param sameKey whether both must have proven possession of one key (DPoP, mTLS, client attestation)
 * @param key thumbprint of the key that the rotation proved, where that is needed, or kept for a recovery
 *     ({@link #keepingKeyOf}); null where it proved none or nobody knows, so that no retry can prove it
 */
public record RetryBinding(
        IpPrefix prefix, boolean sameKey, @Nullable String key) {

    /** Nothing. */
    public static final RetryBinding NONE = new RetryBinding(IpPrefix.NONE, false, null);

    /** The address. */
    public static final RetryBinding ADDRESS = toPrefix(IpPrefix.WHOLE);

    /** The key, of a rotation of which nobody knows it yet. */
    public static final RetryBinding KEY = new RetryBinding(IpPrefix.NONE, true, null);

    /** The prefix of the address. */
    public static RetryBinding toPrefix(IpPrefix prefix) {
        return new RetryBinding(prefix, false, null);
    }

    /** This binding to a rotation that proved that key; null for none. */
    public RetryBinding ofRotationBy(@Nullable String proven) {
        return sameKey ? new RetryBinding(prefix, true, proven) : this;
    }

    /** This binding, with the key of the rotation though a retry need not prove it; null for none. */
    public RetryBinding keepingKeyOf(@Nullable String proven) {
        return new RetryBinding(prefix, sameKey, proven);
    }

    /** Whether the rotation is known to have proved that key; null for none, which is no key. */
    public boolean isOfKey(@Nullable String proven) {
        return key != null && key.equals(proven);
    }

    /** What this binding and another one ask for together. Often only one of them knows the key; where both do, it must be one. */
    public RetryBinding and(RetryBinding other) {
        boolean differ = key != null && other.key != null && !key.equals(other.key);
        @Nullable String known = key == null ? other.key : key;
        return new RetryBinding(prefix.longer(other.prefix), sameKey || other.sameKey, differ ? null : known);
    }

    /**
     * Whether a retry fits the rotation.
     *
     * @param from where the retry came from
     * @param proven thumbprint of the key whose possession the retry proved; null for none
     * @param rotatedFrom where the rotation came from
     */
    public boolean fits(Origin from, @Nullable String proven, Origin rotatedFrom) {
        boolean keyFits = !sameKey || isOfKey(proven);
        return keyFits && prefix.sharedBy(from, rotatedFrom);
    }
}
