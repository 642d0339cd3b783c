package dev.tokenfamily.policy;

import dev.tokenfamily.family.OriginChange;

/** What two requests must share to come from one place. */
public enum OriginBinding implements Choice {
    /** The network that the client's address is in. */
    IP_PREFIX("ip-prefix"),
    /** The program, by the header {@code User-Agent}, whatever its version. */
    USER_AGENT("user-agent"),
    /** Both. */
    IP_PREFIX_AND_USER_AGENT("ip-prefix-and-user-agent"),
    /** One of both. */
    IP_PREFIX_OR_USER_AGENT("ip-prefix-or-user-agent");

    private final String text;

    OriginBinding(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether that is another place. */
    boolean isBrokenBy(OriginChange change) {
        return switch (this) {
            case IP_PREFIX -> change != OriginChange.USER_AGENT;
            case USER_AGENT -> change != OriginChange.ADDRESS;
            case IP_PREFIX_AND_USER_AGENT -> true;
            case IP_PREFIX_OR_USER_AGENT -> change == OriginChange.ADDRESS_AND_USER_AGENT;
        };
    }

    /** Whether a sender who knows what to write into a header comes from the same place, wherever he is. */
    boolean isSenders() {
        return this == USER_AGENT || this == IP_PREFIX_OR_USER_AGENT;
    }
}
