package dev.tokenfamily.admin;

import dev.tokenfamily.report.Mode;
import dev.tokenfamily.report.Reuses;
import dev.tokenfamily.report.Tally;

/**
 * What was counted under one enforcement.
 *
 * @param refreshes that were answered
 * @param incidents reuses, one per family and kind
 * @param lostAnswers how many of these look like a lost answer
 */
public record ModeRepresentation(long refreshes, long incidents, long lostAnswers) {

    static ModeRepresentation observed(Tally tally) {
        return of(tally.refreshes(Mode.OBSERVED), Reuses.observed(tally));
    }

    static ModeRepresentation enforced(Tally tally) {
        return of(tally.refreshes(Mode.ENFORCED), Reuses.enforced(tally));
    }

    private static ModeRepresentation of(long refreshes, Reuses reuses) {
        return new ModeRepresentation(refreshes, reuses.of(), reuses.lost());
    }
}
