package dev.tokenfamily.family;

import java.util.Optional;

/** What differs between the place where the head of a family was obtained and the one where it is used. */
public enum OriginChange {
    /** The network. */
    ADDRESS("address"),
    /** The program. */
    USER_AGENT("user-agent"),
    /** Both. */
    ADDRESS_AND_USER_AGENT("address+user-agent");

    private final String text;

    OriginChange(String text) {
        this.text = text;
    }

    /** How it is written in events, metrics and logs: a contract. */
    public String text() {
        return text;
    }

    /**
     * What has changed. Where the row has no address, there is nothing to compare with. Where the request has none, it is another
     * one: nobody may come to be unknown, and so the same. The header that says the program is the sender's in any case, so one that
     * is missing is as good as another.
     *
     * @param held where the head was obtained
     * @param now where it is used
     * @param prefix of addresses that are one network
     */
    public static Optional<OriginChange> between(Origin held, Origin now, IpPrefix prefix) {
        boolean address = held.known() && !prefix.sharedBy(held, now);
        boolean userAgent = !UserAgentFamily.of(held.userAgent()).equals(UserAgentFamily.of(now.userAgent()));
        if (address) {
            return Optional.of(userAgent ? ADDRESS_AND_USER_AGENT : ADDRESS);
        }
        return userAgent ? Optional.of(USER_AGENT) : Optional.empty();
    }
}
