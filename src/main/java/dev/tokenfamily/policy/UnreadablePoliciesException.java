package dev.tokenfamily.policy;

/**
 * What a realm has stored for its client policies is not what Keycloak can read, so that it serves no token request either. The
 * message names the place, for the admin to read.
 */
public final class UnreadablePoliciesException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** Unreadable, as the message says, which names the place. */
    public UnreadablePoliciesException(String message) {
        super(message);
    }

    /** Unreadable, as the message says, which names the place, because of a failure of Keycloak's. */
    public UnreadablePoliciesException(String message, Throwable cause) {
        super(message, cause);
    }
}
