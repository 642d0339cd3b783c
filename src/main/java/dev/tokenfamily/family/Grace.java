package dev.tokenfamily.family;

/**
 * The grace of the head's predecessor, as far as it has been used, and what is left of that of generations before.
 *
 * @param terms of the predecessor, or of the token that was {@linkplain Supersession#RECOVERY recovered}, stored with the head
 * @param retries how often superseded tokens were answered with this head
 * @param streak how many generations in a row needed grace, the present one included if it did
 * @param supersession what made it the predecessor
 * @param burst the generations before the predecessor that may still have grace
 */
public record Grace(GraceTerms terms, int retries, int streak, Supersession supersession, Burst burst) {

    /** Only before a predecessor that a rotation of ours superseded others have grace. */
    public Grace {
        burst = supersession == Supersession.ROTATION ? burst : Burst.NONE;
    }

    /** The grace of a family that has not been rotated before. */
    static Grace first(GraceTerms terms) {
        return new Grace(terms, 0, 0, Supersession.ROTATION, Burst.NONE);
    }

    /** The grace of the next generation, with what it leaves to those before; the streak ends where this one was not needed. */
    Grace next(GraceTerms nextTerms, Burst nextBurst) {
        return new Grace(nextTerms, 0, retries > 0 ? streak : 0, Supersession.ROTATION, nextBurst);
    }

    /** This grace after one more answer to a superseded token. */
    public Grace retried() {
        return new Grace(terms, retries + 1, retries == 0 ? streak + 1 : streak, supersession, burst);
    }

    /** This grace, of a predecessor that was superseded in that way. */
    Grace supersededBy(Supersession other) {
        return new Grace(terms, retries, streak, other, burst);
    }
}
