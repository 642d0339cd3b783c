package dev.tokenfamily.incident;

/** Which superseded token came back. */
public enum ReuseKind {
    /** The head's predecessor, after its grace period. */
    RECENT_PREDECESSOR("recent-predecessor"),
    /** A token of an older generation. */
    STALE_LINEAGE("stale-lineage");

    private final String text;

    ReuseKind(String text) {
        this.text = text;
    }

    /** The name that events and logs use. */
    public String text() {
        return text;
    }
}
