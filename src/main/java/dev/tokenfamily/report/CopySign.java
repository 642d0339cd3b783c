package dev.tokenfamily.report;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Recoveries;
import dev.tokenfamily.incident.Incident;
import dev.tokenfamily.incident.IncidentKind;
import dev.tokenfamily.incident.ListedIncident;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sign, in one row, that several copies of a refresh token are in use.
 *
 * @param familyId whose row it is, or whose incident
 * @param owner of the family
 * @param pattern what it looks like
 * @param streak how many generations in a row needed grace, up to the newest or the one before; of a family that was recovered, how
 *     often; 0 of an incident
 */
public record CopySign(String familyId, Owner owner, CopyPattern pattern, int streak) {

    /** What comes again so soon, in seconds, has not waited for an answer. */
    static final int AT_ONCE = 2;

    /** No grace period that is advised is longer: what comes later than that has slept. */
    private static final int ASLEEP = Adviser.LONGEST_GRACE;

    /**
     * What the row of a family shows: that its newest generation or the one before needed grace, and that it was recovered.
     *
     * @param since epoch seconds: what happened before is not told
     */
    public static Stream<CopySign> of(Family family, long since) {
        int streak = family.grace().streak();
        Recoveries recoveries = family.recoveries();
        boolean recovered = recoveries.count() > 0 && recoveries.last() >= since;
        return Stream.concat(
                streak == 0 ? Stream.empty() : Stream.of(sign(family, patternOf(family), streak)),
                recovered ? Stream.of(sign(family, CopyPattern.LATE_RECOVERIES, recoveries.count())) : Stream.empty());
    }

    private static CopySign sign(Family family, CopyPattern pattern, int streak) {
        return new CopySign(family.id(), family.owner(), pattern, streak);
    }

    /** Where the newest generation needed grace, the last use is its last retry. */
    private static CopyPattern patternOf(Family family) {
        if (family.grace().retries() == 0) {
            return CopyPattern.UNCLEAR;
        }
        if (differ(new Origin(family.lastUse().address(), null), family.rotatedFrom())) {
            return CopyPattern.SEVERAL_PLACES;
        }
        boolean chained = !family.grace().burst().steps().isEmpty();
        long delay = family.lastUse().at() - family.head().since();
        return chained || delay <= AT_ONCE ? CopyPattern.PARALLEL_PROCESSES : CopyPattern.LOST_ANSWERS;
    }

    /** What an incident shows; empty where it is no reuse, or from the same address, and nobody knows how late the token came. */
    public static Optional<CopySign> of(ListedIncident listed) {
        Incident incident = listed.incident();
        return Optional.ofNullable(patternOf(listed))
                .map(pattern -> new CopySign(incident.familyId(), incident.owner(), pattern, 0));
    }

    private static @Nullable CopyPattern patternOf(ListedIncident listed) {
        Incident incident = listed.incident();
        if (incident.kind().equals(IncidentKind.STALE_LINEAGE.text())) {
            return CopyPattern.STALE_COPIES;
        }
        if (!incident.kind().equals(IncidentKind.RECENT_PREDECESSOR.text())) {
            return null;
        }
        if (differ(incident.presentedFrom(), incident.rotatedFrom())) {
            return CopyPattern.SEVERAL_PLACES;
        }
        @Nullable Long delay = incident.delaySeconds(listed.at());
        if (delay == null) {
            return null;
        }
        if (!Boolean.TRUE.equals(incident.looksBenign(listed.at()))) {
            return CopyPattern.STALE_COPIES;
        }
        return delay > ASLEEP ? CopyPattern.SLEEPING_DEVICES : CopyPattern.LOST_ANSWERS;
    }

    /** Whether two requests came from different addresses. Of one that is unknown nobody knows that. */
    private static boolean differ(Origin one, Origin other) {
        return one.known() && other.known() && !one.sharesAddressWith(other);
    }
}
