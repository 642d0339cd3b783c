package dev.tokenfamily.family;

/** The store cannot be reached, or failed. Not the client's fault, and no reason to punish a family. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure that no other exception has caused. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** A failure with its cause: what the database or Keycloak said. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
