package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Ruling.Granted;

/** What people can see of a step. */
sealed interface Sighting {

    /** A finding that is logged and counted. */
    record Judged(Finding finding) implements Sighting {}

    /** The client is told that there are no tokens. */
    record RefusalAnswered(Finding finding) implements Sighting {}

    /**
     * Tokens leave.
     *
     * @param delivered whether they arrive
     */
    record Answered(Granted granted, boolean delivered) implements Sighting {}

    /** Somebody is told that the family is revoked. */
    record RevocationAnswered(PresentedToken token) implements Sighting {}
}
