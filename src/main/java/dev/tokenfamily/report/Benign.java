package dev.tokenfamily.report;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.family.Family;
import java.util.OptionalLong;

/**
 * What looks like a client that lost an answer, or was too late with it, rather than like a thief: the predecessor of
 * the head comes back from where the head was obtained, no later than a grace period can be.
 */
final class Benign {

    private Benign() {}

    /** The shortest grace period, in seconds, within which the refresh would have been answered; empty if not benign. */
    static OptionalLong graceNeeded(Finding finding) {
        Family family = finding.family();
        if (family == null
                || finding.token().generation() != family.generation() - 1
                || !finding.presentation().address().equals(family.rotatedFrom().address())) {
            return OptionalLong.empty();
        }
        OptionalLong delay = finding.verdict().lateness();
        return delay.isPresent() && delay.getAsLong() < DurationBuckets.DAY
                ? OptionalLong.of(delay.getAsLong() + 1)
                : OptionalLong.empty();
    }
}
