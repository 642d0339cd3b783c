package dev.tokenfamily.webhook;

import java.util.Objects;

/** A configuration of webhooks that is wrong; the message says what, for whoever configures it. */
public final class InvalidWebhooksException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 40;

    /** With a message that names what is wrong. */
    public InvalidWebhooksException(String message) {
        super(message);
    }

    /** The beginning of what somebody wrote, at most 40 characters, without any that is not printable ASCII: for such a message. */
    static String shown(String text) {
        String plain = text.substring(0, Math.min(LONGEST, text.length())).replaceAll("[^ -~]", "?");
        return text.length() > LONGEST ? plain + "…" : plain;
    }

    /** What is wrong. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
