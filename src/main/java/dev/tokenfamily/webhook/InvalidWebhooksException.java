package dev.tokenfamily.webhook;

import java.util.Objects;

/** A configuration of webhooks that is wrong; the message says what, for whoever configures it. */
public final class InvalidWebhooksException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message that names what is wrong. */
    public InvalidWebhooksException(String message) {
        super(message);
    }

    /** What is wrong. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
