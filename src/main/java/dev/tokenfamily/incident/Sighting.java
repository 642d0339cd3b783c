package dev.tokenfamily.incident;

/** What people are told that was seen, in mails and on pages. */
public enum Sighting {
    /** A token was used that had been replaced before. */
    OLD_TOKEN,
    /** The newest token was used in a new place. */
    NEW_PLACE,
    /** Something else, which mails and pages have no words of its own for, or a word of a newer version. */
    UNUSUAL;

    /**
     * What was seen in an incident.
     *
     * @param kind as it is written in rows: the text of an {@link IncidentKind}, or a word of a newer version
     */
    public static Sighting of(String kind) {
        return IncidentKind.of(kind).map(IncidentKind::sighting).orElse(UNUSUAL);
    }
}
