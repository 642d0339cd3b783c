package dev.tokenfamily.family;

/**
 * The grace of the head's predecessor, as far as it has been used.
 *
 * @param terms stored with the rotation
 * @param retries how often the predecessor was answered
 * @param streak how many generations in a row needed grace, the present one included if it did
 * @param supersession what made it the predecessor
 */
public record Grace(GraceTerms terms, int retries, int streak, Supersession supersession) {

    /** The grace of a family that has not been rotated before. */
    static Grace first(GraceTerms terms) {
        return new Grace(terms, 0, 0, Supersession.ROTATION);
    }

    /** The grace of the next generation; the streak ends where this one was not needed. */
    Grace next(GraceTerms nextTerms) {
        return new Grace(nextTerms, 0, retries > 0 ? streak : 0, Supersession.ROTATION);
    }

    /** This grace after one more answer to the predecessor. */
    public Grace retried() {
        return new Grace(terms, retries + 1, retries == 0 ? streak + 1 : streak, supersession);
    }

    /** This grace, of a predecessor that was superseded in that way. */
    Grace supersededBy(Supersession other) {
        return new Grace(terms, retries, streak, other);
    }
}
