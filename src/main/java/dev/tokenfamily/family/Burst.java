package dev.tokenfamily.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The generations before the head's predecessor whose grace period may not be over yet, since rotations follow each other faster
 * than grace periods end (ADR 24). All of them were superseded by rotations of ours, under terms no more lenient than those of the
 * head's predecessor.
 *
 * @param steps oldest first, at most {@link #MOST_STEPS}
 */
public record Burst(List<Step> steps) {

    /** However many rotations a grace period sees, so much is remembered of them. */
    public static final int MOST_STEPS = 16;

    /** No generation but the head's predecessor can have grace. */
    public static final Burst NONE = new Burst(List.of());

    /**
     * Generations that are taken to have been superseded together: from one on to the one before that of the next step.
     *
     * @param generation the first of them
     * @param supersededAt epoch seconds of the database's clock; none of them was superseded before
     * @param retries how often superseded tokens were answered from then on until the next step
     */
    public record Step(int generation, long supersededAt, int retries) {

        /** This step with what follows it, as old as the older of both. */
        private Step with(Step next) {
            return new Step(generation, Math.min(supersededAt, next.supersededAt), retries + next.retries);
        }
    }

    public Burst {
        steps = List.copyOf(steps);
    }

    /**
     * What a rotation leaves of the grace of those before the head that it supersedes. Nothing where there is any doubt: of a lineage
     * with gaps, where the new terms are more lenient, so that theirs would become so too, where an address or a key binds and is another
     * now, and where a clock was set back.
     *
     * @param before the family as it is rotated
     * @param toGeneration that it has afterwards
     * @param newTerms of the head that is superseded
     * @param now epoch seconds of the database's clock
     * @param origin of the request that rotates
     */
    static Burst after(Family before, int toGeneration, GraceTerms newTerms, long now, Origin origin) {
        Grace grace = before.grace();
        long supersededAt = before.head().since();
        boolean goesOn = before.generation() > 0
                && toGeneration == before.generation() + 1
                && grace.supersession() == Supersession.ROTATION
                && newTerms.noMoreLenientThan(grace.terms().movedBy(now - supersededAt))
                && newTerms.binding().prefix().sharedBy(origin, before.rotatedFrom())
                && !before.clockSetBack(now);
        return goesOn
                ? grace.burst()
                        .plus(
                                new Step(before.generation() - 1, supersededAt, grace.retries()),
                                newTerms.deadline() - now,
                                now)
                : NONE;
    }

    /**
     * This burst and one more generation, without those whose grace period is over.
     *
     * @param superseded the generation that was the head's predecessor so far
     * @param period the number of seconds, from that of the supersession on, in which a generation is answered
     * @param now epoch seconds of the database's clock
     */
    private Burst plus(Step superseded, long period, long now) {
        List<Step> more = new ArrayList<>(steps);
        int last = more.size() - 1;
        if (last >= 0 && superseded.supersededAt() - more.get(last).supersededAt() < shortestStep(period)) {
            more.set(last, more.get(last).with(superseded));
        } else {
            more.add(superseded);
        }
        more.removeIf(step -> now >= step.supersededAt() + period);
        return new Burst(more.subList(Math.max(0, more.size() - MOST_STEPS), more.size()));
    }

    /** As many as are remembered cover the period: each second of a short one, else a sixteenth of it. */
    private static long shortestStep(long period) {
        return (period + MOST_STEPS - 1) / MOST_STEPS;
    }

    /** The step that a generation belongs to; empty where nothing is known of it. */
    Optional<Step> stepOf(int generation) {
        return steps.stream().filter(step -> step.generation() <= generation).reduce((earlier, later) -> later);
    }

    /** How often superseded tokens were answered, by the end of the burst, since that generation was superseded, or a little more. */
    int retriesSince(Step first) {
        return steps.subList(steps.indexOf(first), steps.size()).stream()
                .mapToInt(Step::retries)
                .sum();
    }
}
