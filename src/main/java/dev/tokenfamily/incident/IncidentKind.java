package dev.tokenfamily.incident;

/** Everything that is an incident. The texts are in rows, events, logs and the admin API: a contract. */
public enum IncidentKind {
    /** The head's predecessor came back after its grace period. */
    RECENT_PREDECESSOR("recent-predecessor"),
    /** A token of an older generation than the head's predecessor came back. */
    STALE_LINEAGE("stale-lineage"),
    /** A token came that is newer than its row, and that was not the first time in its family. */
    CATCH_UP("catch-up"),
    /** Somebody ended a session by a superseded token, as the session of a family could be ended by any token of it. */
    SESSION_END("session-end"),
    /** The head was used in a new place; nothing says that anybody else has it. */
    ORIGIN_CHANGE("origin-change");

    private final String text;

    IncidentKind(String text) {
        this.text = text;
    }

    /** How this kind is written in rows, events, logs and the admin API; never empty. */
    public String text() {
        return text;
    }
}
