package dev.tokenfamily.webhook;

import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.webhook.OcsfActivity.Severity;

/**
 * How a finding is called and weighed.
 *
 * @param title what was seen, in a sentence
 * @param analytic what has seen it
 * @param severity of one that does not look benign
 */
record FindingWords(String title, String analytic, Severity severity) {

    private static final String REUSE_DETECTION = "Refresh token reuse detection";

    /** Of a kind that only a newer version knows. */
    private static final FindingWords UNKNOWN =
            new FindingWords("A refresh token was used in an unusual way", "Refresh token analysis", Severity.MEDIUM);

    static FindingWords of(Incident incident) {
        return IncidentKind.of(incident.kind())
                .map(kind -> of(kind, incident.enforced()))
                .orElse(UNKNOWN);
    }

    private static FindingWords of(IncidentKind kind, boolean enforced) {
        return switch (kind) {
            case RECENT_PREDECESSOR, STALE_LINEAGE ->
                new FindingWords("A superseded refresh token was used again", REUSE_DETECTION, Severity.HIGH);
            case SESSION_END ->
                new FindingWords("A session was ended by a superseded refresh token", REUSE_DETECTION, Severity.MEDIUM);
            case CATCH_UP ->
                new FindingWords(
                        "A refresh token came that is newer than the database knows",
                        "Refresh token generation check",
                        Severity.HIGH);
            case ORIGIN_CHANGE ->
                new FindingWords(
                        "A refresh token was used in a new place",
                        "Refresh token origin comparison",
                        enforced ? Severity.MEDIUM : Severity.LOW);
        };
    }
}
