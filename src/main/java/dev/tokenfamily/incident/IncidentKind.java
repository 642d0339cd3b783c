package dev.tokenfamily.incident;

import java.util.Arrays;
import java.util.Optional;

/** Everything that is an incident. The texts are in rows, events, logs and the admin API: a contract. */
public enum IncidentKind {
    /** The head's predecessor came back after its grace period. */
    RECENT_PREDECESSOR("recent-predecessor", Sighting.OLD_TOKEN),
    /** A token of an older generation than the head's predecessor came back. */
    STALE_LINEAGE("stale-lineage", Sighting.OLD_TOKEN),
    /** A token came that is newer than its row, and that was not the first time in its family. */
    CATCH_UP("catch-up", Sighting.UNUSUAL),
    /** Somebody ended a session by a superseded token, as the session of a family could be ended by any token of it. */
    SESSION_END("session-end", Sighting.OLD_TOKEN),
    /** The head was used in a new place; nothing says that anybody else has it. */
    ORIGIN_CHANGE("origin-change", Sighting.NEW_PLACE);

    private final String text;
    private final Sighting sighting;

    IncidentKind(String text, Sighting sighting) {
        this.text = text;
        this.sighting = sighting;
    }

    /** The kind of that text; empty for a word of a newer version. */
    public static Optional<IncidentKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** How this kind is written in rows, events, logs and the admin API; never empty. */
    public String text() {
        return text;
    }

    /** What people are told that was seen. */
    public Sighting sighting() {
        return sighting;
    }
}
