package dev.tokenfamily.incident;

/** The way by which people or systems are told of an incident. */
public enum Channel {
    /** A mail to the user. */
    MAIL("token-family-mail"),
    /** A Security Event Token (RFC 8417) to other systems, by Keycloak's Shared Signals. */
    SIGNAL("token-family-signal"),
    /** Something that the user has to do at the next interactive login. */
    REQUIRED_ACTION("token-family-required-action");

    private final String queue;

    Channel(String queue) {
        this.queue = queue;
    }

    /** What the queue of this channel is called in Keycloak's outbox. */
    public String queue() {
        return queue;
    }
}
