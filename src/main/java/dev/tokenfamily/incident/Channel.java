package dev.tokenfamily.incident;

/** A way to give notice of an incident. */
public enum Channel {
    /** A mail to the user about one incident: as an admin wants it, or queued by an earlier version. */
    MAIL("token-family-mail"),
    /** A mail to the user about all incidents since the last one. */
    DIGEST("token-family-digest"),
    /** A Security Event Token (RFC 8417) to other systems, by Keycloak's Shared Signals. */
    SIGNAL("token-family-signal"),
    /** Something that the user has to do at the next interactive login. */
    REQUIRED_ACTION("token-family-required-action");

    /** The {@code ENTRY_TYPE} of a mail that an admin wants, who may have it sent however many there were. */
    public static final String BY_ADMIN = "confirmed";

    /** The {@code ENTRY_TYPE} of a mail that tells of new places alone: nobody else is known to have a token. */
    public static final String OF_PLACES = "places";

    private final String queue;

    Channel(String queue) {
        this.queue = queue;
    }

    /**
     * The {@code ENTRY_KIND} of this channel in Keycloak's outbox ({@code OUTBOX_ENTRY}); entries outlive a version of ours.
     */
    public String queue() {
        return queue;
    }
}
