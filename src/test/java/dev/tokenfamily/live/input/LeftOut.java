package dev.tokenfamily.live.input;

/** What Keycloak itself answers with 5xx before, or without, any code of ours; it is not sent. */
enum LeftOut {
    /** Behind a proxy that appends to what came. Where an event is ours, the address is cut (ADR 9). */
    LONG_ADDRESS(
            "X-Forwarded-For over 255 characters, at requests whose event Keycloak writes alone: its column is shorter");

    private final String reason;

    LeftOut(String reason) {
        this.reason = reason;
    }

    /** Which, and why. */
    String reason() {
        return name() + ": " + reason;
    }
}
