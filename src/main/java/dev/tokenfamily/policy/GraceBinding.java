package dev.tokenfamily.policy;

import dev.tokenfamily.family.IpPrefix;
import dev.tokenfamily.family.RetryBinding;

/** What a retry must share with the rotation it repeats. */
public enum GraceBinding implements Choice {
    /** Nothing. */
    NONE("none"),
    /** The client's address. */
    IP_ADDRESS("ip-address"),
    /** The network that the client's address is in. */
    IP_PREFIX("ip-prefix"),
    /** The key whose possession the client proved to Keycloak (DPoP, mTLS, client attestation). */
    KEY("key");

    private final String text;

    GraceBinding(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** What that means, with the length of prefixes where they count. */
    RetryBinding with(IpPrefix prefix) {
        return switch (this) {
            case NONE -> RetryBinding.NONE;
            case IP_ADDRESS -> RetryBinding.ADDRESS;
            case IP_PREFIX -> RetryBinding.toPrefix(prefix);
            case KEY -> RetryBinding.KEY;
        };
    }
}
