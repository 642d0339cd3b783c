package dev.tokenfamily.family;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a family knows of the generations before that of its head.
 *
 * @param generation of the head, 0 for the first
 * @param head the only live token
 * @param grace of the predecessor, and of those before it that still have some
 */
public record Lineage(int generation, Head head, Grace grace) {

    /**
     * Whether a rotation of ours made the head from its predecessor: then that generation is known to be the one before. Of a
     * head that a restored row {@linkplain Family#caughtUp caught up} with nobody knows where it came from, and there are no terms of it.
     */
    public boolean rotatedFromPredecessor() {
        return generation > 0
                && grace.supersession() == Supersession.ROTATION
                && grace.terms().deadline() >= head.since();
    }

    /** By how many generations the head is newer than the token that was presented to get it. */
    private int stepToHead() {
        return grace.supersession() == Supersession.RECOVERY ? 2 : 1;
    }

    /**
     * Whether somebody presented the successor of that generation, or what took its place: else nothing would have come after that.
     * Of a token that a recovery gave up for lost somebody went on without it, whoever has it now. Keycloak's own switch makes newer
     * generations of an old token, too; then it is not known.
     */
    public boolean wentOnAfter(int olderGeneration) {
        boolean recovered = grace.supersession() == Supersession.RECOVERY;
        boolean ours = recovered || grace.supersession() == Supersession.ROTATION;
        boolean givenUp = recovered && olderGeneration == generation - 1;
        return ours && (givenUp || olderGeneration < generation - stepToHead());
    }

    /**
     * When the successor of that generation was issued, in epoch seconds of the database's clock; null where the row does not know that:
     * it knows only of the head, and not of a successor that a recovery has superseded.
     */
    public @Nullable Long successorIssuedAt(int olderGeneration) {
        boolean known = olderGeneration == generation - 1 && grace.supersession() != Supersession.RECOVERY;
        return known ? Long.valueOf(head.since()) : null;
    }

    /** What is known of a generation before that of the head; empty where it can have no grace, or nobody knows. */
    public Optional<Superseded> superseded(int olderGeneration) {
        if (olderGeneration == generation - stepToHead()) {
            return Optional.of(new Superseded(head.since(), grace.terms(), 0));
        }
        if (olderGeneration == generation - 1) {
            return Optional.of(new Superseded(head.since(), new GraceTerms(head.since(), 0, false), 0));
        }
        return grace.burst()
                .stepOf(olderGeneration)
                .map(step -> new Superseded(
                        step.supersededAt(),
                        grace.terms().movedBy(step.supersededAt() - head.since()),
                        grace.burst().retriesSince(step)));
    }
}
