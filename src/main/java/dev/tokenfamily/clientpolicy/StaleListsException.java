package dev.tokenfamily.clientpolicy;

/** The client policies of a realm are not those that an admin has seen, or not such that his command may change them. */
public final class StaleListsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    StaleListsException(String message) {
        super(message);
    }

    StaleListsException(String message, Throwable cause) {
        super(message, cause);
    }
}
