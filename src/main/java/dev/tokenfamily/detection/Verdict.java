package dev.tokenfamily.detection;

import dev.tokenfamily.incident.ReuseKind;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Detector} says about a presented token. Each verdict says what it is by what it changes of the defaults
 * here.
 */
public sealed interface Verdict
        permits Verdict.Revoked,
                Verdict.Unknown,
                Verdict.GraceRetry,
                Verdict.GraceRefused,
                Verdict.Reuse,
                Verdict.Spared,
                Verdict.LateRecovery,
                Verdict.Expired,
                Verdict.CatchUp,
                Verdict.Keep,
                Verdict.Rotate,
                OriginChanged {

    /** Its name in events and metrics. */
    String text();

    /**
     * What the request is given.
     *
     * @param enforced whether the policy enforces, or only observes
     */
    default Outcome outcome(boolean enforced) {
        return Outcome.REFUSED;
    }

    /**
     * Whether the request is given no tokens.
     *
     * @param enforced whether the policy enforces, or only observes
     */
    default boolean refused(boolean enforced) {
        return outcome(enforced) == Outcome.REFUSED;
    }

    /**
     * What is to be done before the request is answered, whatever it is given.
     *
     * @param enforced whether the policy enforces, or only observes
     */
    default Consequence consequence(boolean enforced) {
        return Consequence.NONE;
    }

    /**
     * How many seconds after it was superseded a token came back that has grace, or the predecessor of the head; or after its
     * issuance a token that only Keycloak's own switch knows to be used; and so how long a grace period it would have needed. Empty
     * for every other token, for one that is excused, and for one that recovers its family.
     */
    default OptionalLong lateness() {
        return OptionalLong.empty();
    }

    /** Which superseded token came back, where that is a reuse; null where it is none, or is excused. */
    default @Nullable ReuseKind reuseKind() {
        return null;
    }

    /** What kind of incident it is for which an enforced policy ends the family; null where it ends none. */
    default @Nullable String incidentKind() {
        @Nullable ReuseKind reuse = reuseKind();
        return reuse == null ? null : reuse.text();
    }

    /** Whether it is a reuse, and no excuse is known for it. */
    default boolean isReuse() {
        return reuseKind() != null;
    }

    /**
     * Whether the head was presented, as far as the row was known: even an enforced policy gives it, or what comes after it.
     */
    default boolean isHead() {
        Outcome given = outcome(true);
        return given == Outcome.NEXT_GENERATION || given == Outcome.SAME_GENERATION;
    }

    /** Whether the token was good by itself: the head, or one that the row had not come to. */
    default boolean isLive() {
        return isHead() || outcome(true) == Outcome.CATCH_UP;
    }

    /**
     * The {@code error_description} (RFC 6749 §5.2) of a refusal: one stable sentence without ids.
     *
     * @throws IllegalStateException where no request is refused on this verdict
     */
    default String description() {
        throw new IllegalStateException("Nobody is refused on " + this);
    }

    /**
     * The family, or the session it lived on, has been revoked. Refused; no new incident, unless its user ended it by himself.
     *
     * @param copy which superseded token came, of a family that its user ended among his own sign-ins: nobody has looked for a copy
     *     then (ADR 27). Null for every other token and family
     */
    record Revoked(@Nullable ReuseKind copy) implements Verdict {

        /** A token that tells nothing more. */
        public Revoked() {
            this(null);
        }

        @Override
        public String text() {
            return "revoked";
        }

        @Override
        public Consequence consequence(boolean enforced) {
            return Consequence.COUNT;
        }

        @Override
        public String description() {
            return "Token family has been revoked";
        }
    }

    /** A later generation of a family that nobody knows. Refused, without alarm. */
    record Unknown() implements Verdict {
        @Override
        public String text() {
            return "unknown";
        }

        @Override
        public String description() {
            return "Token family is not known";
        }
    }

    /**
     * A superseded token within its grace period, however many rotations there were since: the head is handed out again.
     *
     * @param delay seconds since it was superseded
     * @param addressChanged whether it comes from another address than the rotation that made the head
     */
    record GraceRetry(long delay, boolean addressChanged) implements Verdict {
        @Override
        public String text() {
            return "grace_retry";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.HEAD_AGAIN;
        }

        @Override
        public OptionalLong lateness() {
            return OptionalLong.of(delay);
        }
    }

    /**
     * A superseded token within its grace period, but retried too often, or without what binds a retry to the rotation; or a token
     * that Keycloak's own switch, which knows no grace, has superseded or has seen used. There is no alarm, since a client that
     * lost an answer looks like that too. It is refused; but an observing policy answers it with the head, unless it is dead.
     *
     * @param delay seconds since it was superseded; where only the switch knows of that, since the token was issued
     * @param dead whether it is refused by an observing policy too
     */
    record GraceRefused(long delay, boolean dead) implements Verdict {
        /** One that an observing policy answers. */
        public GraceRefused(long delay) {
            this(delay, false);
        }

        @Override
        public String text() {
            return "grace_refused";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return enforced || dead ? Outcome.REFUSED : Outcome.HEAD_AT_ANY_TIME;
        }

        @Override
        public Consequence consequence(boolean enforced) {
            return dead ? Consequence.BURY : Consequence.NONE;
        }

        @Override
        public OptionalLong lateness() {
            return OptionalLong.of(delay);
        }

        @Override
        public String description() {
            return "Refresh token was used before, and this retry is not allowed";
        }
    }

    /**
     * A superseded token came back: two parties hold a copy.
     *
     * @param kind which one
     * @param delay seconds since it was superseded; where the row does not know that, since the last rotation
     */
    record Reuse(ReuseKind kind, long delay) implements Verdict {
        @Override
        public String text() {
            return "reuse";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return enforced ? Outcome.REFUSED : observed(kind);
        }

        @Override
        public Consequence consequence(boolean enforced) {
            return enforced ? Consequence.REVOKE : Consequence.OBSERVE;
        }

        @Override
        public OptionalLong lateness() {
            return kind == ReuseKind.RECENT_PREDECESSOR ? OptionalLong.of(delay) : OptionalLong.empty();
        }

        @Override
        public ReuseKind reuseKind() {
            return kind;
        }

        @Override
        public String description() {
            return "Refresh token was used before, and its token family has been revoked";
        }
    }

    /**
     * What would be a reuse, but may have been sent while the token was good, to this node, which has stood still since (ADR
     * 12).
     * Answered as a reuse would be, without alarm; the family is marked, so that this happens to it once.
     *
     * @param kind which superseded token came back
     * @param delay seconds since it was superseded; where the row does not know that, since the last rotation
     */
    record Spared(ReuseKind kind, long delay) implements Verdict {
        @Override
        public String text() {
            return "spared";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return enforced ? Outcome.REFUSED : observed(kind);
        }

        @Override
        public Consequence consequence(boolean enforced) {
            return Consequence.MARK;
        }

        @Override
        public String description() {
            return "Refresh token was used before, maybe while the server stood still";
        }
    }

    /**
     * The head's predecessor, later than its grace period, of a client that seems to have lost the answer: nobody has presented the head.
     * It is given a new head, never the one that was there, which is superseded without grace: if somebody has it after all, that
     * is a reuse (ADR 26). An observing policy gives the same.
     *
     * @param delay seconds since the token was superseded
     * @param number how many times the family has been recovered, as its budget counts, this time included
     */
    record LateRecovery(long delay, int number) implements Verdict {
        @Override
        public String text() {
            return "late_recovery";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.GENERATION_BEYOND;
        }
    }

    /** Past the family's absolute or inactivity lifetime. Refused; not terminal. */
    record Expired() implements Verdict {
        @Override
        public String text() {
            return "expired";
        }

        @Override
        public String description() {
            return "Token family has reached the end of its lifetime";
        }
    }

    /**
     * Newer than the row, which only a restored database explains: the row is advanced past it.
     *
     * @param repeated whether it happened to this family before
     */
    record CatchUp(boolean repeated) implements Verdict {
        @Override
        public String text() {
            return "catch_up";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.CATCH_UP;
        }
    }

    /** Live, and no rotation is due. */
    record Keep() implements Verdict {
        @Override
        public String text() {
            return "keep";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.SAME_GENERATION;
        }
    }

    /** Live, and to be replaced. */
    record Rotate() implements Verdict {
        @Override
        public String text() {
            return "rotate";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.NEXT_GENERATION;
        }
    }

    /** What an observing policy gives where an enforced one would refuse a reuse: what Keycloak would have given. */
    private static Outcome observed(ReuseKind kind) {
        return switch (kind) {
            case RECENT_PREDECESSOR -> Outcome.HEAD_AT_ANY_TIME;
            case STALE_LINEAGE -> Outcome.SAME_GENERATION;
        };
    }
}
