package dev.tokenfamily.report;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.family.Owner;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server has counted and not yet stored. As little as that is done in a request; it is bounded by the number of
 * clients, not of refreshes.
 */
public final class Statistics {

    private SortedMap<ClientDay, Tally> tallies = new TreeMap<>();

    /**
     * Counts a reuse that is an incident; its refresh may still be answered on another finding.
     *
     * @param day since the epoch, of UTC
     */
    public synchronized void judged(Finding finding, long day) {
        if (finding.verdict().isReuse() && finding.incident()) {
            Tally tally = tally(finding, day);
            tally.count(finding.policy().enforced() ? Measure.REVOCATION : Measure.WOULD_BE_REVOCATION);
            tally.count(CountedUsers.AFFECTED, finding.token().owner().userId());
            OptionalLong needed = Benign.graceNeeded(finding);
            if (needed.isPresent()) {
                tally.count(Measure.AVOIDABLE);
                tally.count(
                        finding.policy().enforced() ? Measure.AVOIDABLE_ENFORCED : Measure.AVOIDABLE_OBSERVED,
                        needed.getAsLong());
            }
        }
    }

    /**
     * Counts a refresh that is answered on this finding.
     *
     * @param day since the epoch, of UTC
     */
    public synchronized void answered(Finding finding, long day) {
        Tally tally = tally(finding, day);
        tally.count(Measure.of(finding.verdict()), Mode.of(finding.policy()));
        tally.count(CountedUsers.ALL, finding.token().owner().userId());
        if (finding.verdict() instanceof GraceRetry retry) {
            tally.count(Measure.RETRY_DELAY, retry.delay());
        }
        OptionalLong needed = Benign.graceNeeded(finding);
        if (needed.isPresent()) {
            tally.count(Measure.GRACE_NEEDED, needed.getAsLong());
        }
    }

    /**
     * Counts an incident that was none, as its user says.
     *
     * @param day of the incident, since the epoch, of UTC
     */
    public synchronized void falseAlarm(Owner owner, long day) {
        tally(owner, day).count(Measure.FALSE_ALARM);
    }

    /**
     * Takes back that an incident was counted as none ({@link #falseAlarm}), since its user says otherwise now.
     *
     * @param day of the incident, since the epoch, of UTC
     */
    public synchronized void noFalseAlarm(Owner owner, long day) {
        tally(owner, day).add(Measure.FALSE_ALARM, 0, -1);
    }

    private Tally tally(Finding finding, long day) {
        return tally(finding.token().owner(), day);
    }

    private Tally tally(Owner owner, long day) {
        return tallies.computeIfAbsent(ClientDay.of(owner, day), c -> new Tally());
    }

    /** Gives what was counted since the last time. */
    public synchronized SortedMap<ClientDay, Tally> take() {
        SortedMap<ClientDay, Tally> taken = tallies;
        tallies = new TreeMap<>();
        return taken;
    }

    /** Takes back what {@link #take} gave and could not be stored. */
    public synchronized void giveBack(SortedMap<ClientDay, Tally> taken) {
        taken.forEach((clientDay, tally) ->
                tallies.computeIfAbsent(clientDay, c -> new Tally()).add(tally));
    }
}
