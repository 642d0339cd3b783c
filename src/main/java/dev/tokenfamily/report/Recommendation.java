package dev.tokenfamily.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to do next about a client.
 *
 * @param code what, for programs
 * @param graceSeconds the grace period that it speaks of, seconds; null where it speaks of none
 * @param of how many reuses it rests on: those under the enforcement that the client has now
 * @param lost how many of these look like a client that lost an answer
 */
public record Recommendation(Code code, @Nullable Integer graceSeconds, long of, long lost) {

    /** What to do, by a name that never changes. */
    public enum Code {
        /** No policy governs the client: observe it. */
        OBSERVE("No policy governs this client. Turn one on that observes."),
        /** Its policy does not rotate, so that there is nothing to learn. */
        TURN_ROTATION_ON("Its policy does not rotate refresh tokens, so that no reuse can be seen. Turn rotation on."),
        /** Too few refreshes. */
        NOT_ENOUGH_DATA("There are too few refreshes yet to go by. Observe for some more days."),
        /** Enough refreshes, all of one user. */
        ONE_USER("All refreshes are of one user, which says little of others. Observe for some more days, or enforce if"
                + " there is only one."),
        /** Enough refreshes, and no reuse. */
        ENFORCE("Enforcing would have revoked nothing. Enforce."),
        /** Nearly all reuses look like lost answers, which a short grace period absorbs. */
        ENFORCE_WITH_GRACE("{lost} of {of} would have been lost answers. Enforce with a grace period of {grace} s."),
        /** Too many reuses come from elsewhere. */
        LOOK_AT_INCIDENTS("{other} of {of} do not look like lost answers. Look at the incidents before you enforce."),
        /** They look like lost answers, but come back too late. */
        MEND_CLIENT(
                "{lost} of {of} look like lost answers, but come back too late: it would take a grace period of {grace} s,"
                        + " which is good for a thief as well. Mend the client."),
        /** Enforced, and nobody was revoked for nothing. */
        ENFORCED("It is enforced, and nothing needs to be done."),
        /** Enforced; those that look lost would be absorbed by the grace period that there is by now. */
        ENFORCED_WITH_GRACE(
                "It is enforced. {lost} of {of} look like lost answers, which the grace period of {grace} s that it has"
                        + " now absorbs."),
        /** Enforced, and at least half of what it revokes looks lost. */
        RAISE_GRACE("{lost} of {of} that were revoked look like lost answers. Raise the grace period to {grace} s."),
        /** Enforced, and most of what it revokes does not look lost. */
        LOOK_AT_REVOCATIONS(
                "It is enforced. {other} of {of} that were revoked do not look like lost answers. Look at the"
                        + " incidents.");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        /** The code for programs: lower case, words joined by hyphens. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Recommendation of(Code code) {
        return new Recommendation(code, null, 0, 0);
    }

    static Recommendation of(Code code, Reuses reuses) {
        return new Recommendation(code, null, reuses.of(), reuses.lost());
    }

    static Recommendation of(Code code, Reuses reuses, long graceSeconds) {
        return new Recommendation(code, Math.toIntExact(graceSeconds), reuses.of(), reuses.lost());
    }

    /** What to do, and why, in English. */
    public String text() {
        return code.text
                .replace("{lost}", Long.toString(lost))
                .replace("{other}", Long.toString(of - lost))
                .replace("{of}", Long.toString(of))
                .replace("{grace}", String.valueOf(graceSeconds));
    }
}
