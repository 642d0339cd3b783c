package dev.tokenfamily.detection;

import dev.tokenfamily.family.OriginChange;
import dev.tokenfamily.incident.IncidentKind;

/**
 * The head, used in another place than the one where it was obtained, under a policy that requires a login then (ADR 28). The family
 * ends; it is no reuse, for nobody knows of a second copy. An observing policy answers it as if the place were the same.
 *
 * @param change what has changed
 */
public record OriginChanged(OriginChange change) implements Verdict {

    @Override
    public String text() {
        return "origin_changed";
    }

    @Override
    public Outcome outcome(boolean enforced) {
        return enforced ? Outcome.REFUSED : Outcome.NEXT_GENERATION;
    }

    /** What is observed is told when the token is replaced ({@link Settlement}), as for every policy that does not refuse. */
    @Override
    public Consequence consequence(boolean enforced) {
        return enforced ? Consequence.REVOKE : Consequence.NONE;
    }

    @Override
    public String incidentKind() {
        return IncidentKind.ORIGIN_CHANGE.text();
    }

    /** Whoever asks about the token without using it is in no place that counts. */
    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public String description() {
        return "Refresh token was used in a new place, and a login is required";
    }
}
