package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.detection.Ruling.Granted;

/** What people can see of a step. */
sealed interface Event {

    /** A finding that is logged and counted. */
    record Judged(Finding finding) implements Event {}

    /** The client is told that there are no tokens. */
    record Refused(Finding finding) implements Event {}

    /**
     * Tokens leave.
     *
     * @param delivered whether they arrive
     */
    record Answered(Granted granted, boolean delivered) implements Event {}

    /** Somebody is told that the family is revoked. */
    record RevocationAnswered(PresentedToken token) implements Event {}
}
