package dev.tokenfamily.report;

import dev.tokenfamily.detection.Finding;
import java.util.OptionalLong;

/** What {@linkplain Finding#looksLikeLostAnswer looks like a lost answer}, and what grace period would have answered it. */
final class Benign {

    private Benign() {}

    /** The shortest grace period, in seconds, within which the refresh would have been answered; empty if not benign. */
    static OptionalLong graceNeeded(Finding finding) {
        OptionalLong delay = finding.verdict().lateness();
        return delay.isPresent() && finding.looksLikeLostAnswer()
                ? OptionalLong.of(delay.getAsLong() + 1)
                : OptionalLong.empty();
    }
}
