package dev.tokenfamily.incident;

/** Which superseded token came back: the kinds of incident that are a reuse (RFC 9700 §4.14.2). */
public enum ReuseKind {
    /** The head's predecessor, after its grace period. */
    RECENT_PREDECESSOR(IncidentKind.RECENT_PREDECESSOR),
    /** A token of an older generation. */
    STALE_LINEAGE(IncidentKind.STALE_LINEAGE);

    private final IncidentKind incident;

    ReuseKind(IncidentKind incident) {
        this.incident = incident;
    }

    /** How this kind of reuse is written in events, logs and incidents ({@link IncidentKind#text}); never empty. */
    public String text() {
        return incident.text();
    }
}
