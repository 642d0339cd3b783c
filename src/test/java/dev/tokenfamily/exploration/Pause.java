package dev.tokenfamily.exploration;

/** Ends an actor's run where its next step would begin. An error, so that nothing in production code catches it. */
final class Pause extends Error {

    private static final long serialVersionUID = 1L;

    private final Effect next;

    Pause(Effect next) {
        super(null, null, false, false);
        this.next = next;
    }

    Effect next() {
        return next;
    }
}
