package dev.tokenfamily.store.family;

import dev.tokenfamily.family.Grace;
import dev.tokenfamily.family.Supersession;

/**
 * How a row keeps what superseded the head's predecessor, and until when a superseded token is answered. Versions before
 * {@link Supersession#RECOVERY} cannot read it, and would answer the predecessor, which nobody may, until the deadline in the row. So a
 * recovery stands there as a rotation with a deadline below 0: to them that is long over, and when they rotate, they write another.
 */
final class SupersessionColumns {

    private SupersessionColumns() {}

    /** What stands in {@code SUPERSESSION}. */
    static Supersession column(Grace grace) {
        return grace.supersession() == Supersession.RECOVERY ? Supersession.ROTATION : grace.supersession();
    }

    /** What stands in {@code GRACE_UNTIL}. */
    static long graceUntil(Grace grace) {
        long deadline = grace.terms().deadline();
        return grace.supersession() == Supersession.RECOVERY ? Math.min(-1, -deadline) : deadline;
    }

    /** Reads back what superseded the predecessor. */
    static Supersession supersession(Supersession column, long graceUntil) {
        return column == Supersession.ROTATION && graceUntil < 0 ? Supersession.RECOVERY : column;
    }

    /** Reads back the deadline. */
    static long deadline(Supersession column, long graceUntil) {
        return supersession(column, graceUntil) == Supersession.RECOVERY ? -graceUntil : graceUntil;
    }
}
