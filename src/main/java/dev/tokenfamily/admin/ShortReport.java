package dev.tokenfamily.admin;

import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.report.Adviser;
import dev.tokenfamily.report.CountedUsers;
import dev.tokenfamily.report.Measure;
import dev.tokenfamily.report.Standing;
import dev.tokenfamily.report.Summary;
import dev.tokenfamily.report.Tally;
import java.util.Objects;
import java.util.Optional;

/**
 * What was counted of a client, as far as a list shows it.
 *
 * @param days how many, of UTC
 * @param refreshes that were answered, with tokens or without
 * @param graceRetries that the grace period absorbed
 * @param wouldBeRevocations reuses that were only observed
 * @param revocations families revoked for a reuse
 * @param avoidable how many of both look like a lost answer
 * @param distinctUsers about how many users refreshed
 * @param summary all of it in a sentence
 * @param recommendation what to do next
 */
public record ShortReport(
        int days,
        long refreshes,
        long graceRetries,
        long wouldBeRevocations,
        long revocations,
        long avoidable,
        long distinctUsers,
        String summary,
        RecommendationRepresentation recommendation) {

    static ShortReport of(int days, Tally tally, Optional<Policy> governing) {
        return new ShortReport(
                days,
                tally.refreshes(),
                tally.total(Measure.GRACE_RETRY),
                tally.total(Measure.WOULD_BE_REVOCATION),
                tally.total(Measure.REVOCATION),
                tally.total(Measure.AVOIDABLE),
                tally.total(CountedUsers.ALL),
                Summary.ofClient(days, tally),
                Objects.requireNonNull(
                        RecommendationRepresentation.of(Adviser.recommend(Standing.under(governing), tally))));
    }
}
