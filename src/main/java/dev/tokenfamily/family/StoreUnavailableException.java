package dev.tokenfamily.family;

/** The store cannot be reached, or failed. Not the client's fault, and no reason to punish a family. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Where no other exception is the cause. */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /** With what the database said. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
