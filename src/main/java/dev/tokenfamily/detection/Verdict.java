package dev.tokenfamily.detection;

import dev.tokenfamily.family.ReuseKind;

/** What the {@link Detector} says about a presented token. */
public sealed interface Verdict {

    /** Its name in events and metrics. */
    String text();

    /**
     * What the request is given.
     *
     * @param enforced whether the policy enforces, or only observes
     */
    Outcome outcome(boolean enforced);

    /** What a request is given. */
    enum Outcome {
        /** No tokens. */
        REFUSED,
        /** The head of the next generation. */
        NEXT_GENERATION,
        /** A token of the generation that was presented. */
        SAME_GENERATION,
        /** The head that the predecessor may ask for again. */
        HEAD_AGAIN,
        /** The same whatever the grace that is left. */
        HEAD_AT_ANY_TIME,
        /** A token of a generation that the row had not come to. */
        CATCH_UP
    }

    /** The family, or the session it lived on, has been revoked. Refused; no new incident. */
    record Revoked() implements Verdict {
        @Override
        public String text() {
            return "revoked";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.REFUSED;
        }
    }

    /** A later generation of a family that nobody knows. Refused, without alarm. */
    record Unknown() implements Verdict {
        @Override
        public String text() {
            return "unknown";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.REFUSED;
        }
    }

    /**
     * The predecessor within its grace period: the head is handed out again.
     *
     * @param delay seconds since the rotation
     * @param addressChanged whether it comes from another address than the rotation
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
    }

    /**
     * The predecessor within its grace period, but retried too often or from another address; or superseded by Keycloak's own
     * switch, which knows no grace. Refused without alarm, for nothing shows that its successor has reached anybody.
     *
     * @param delay seconds since the rotation
     * @param dead whether it is refused by an observing policy too
     */
    record GraceRefused(long delay, boolean dead) implements Verdict {

        /** Where an observing policy answers it. */
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
    }

    /**
     * A superseded token came back: two parties hold a copy.
     *
     * @param delay seconds since the last rotation
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
    }

    /**
     * What would be a reuse, but may have been sent while the token was good, to this node, which has stood still since.
     * Answered as a reuse would be, without alarm; the family is marked, so that this happens to it once.
     *
     * @param delay seconds since the last rotation
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
    }

    /** Past the family's absolute or inactivity lifetime. Refused; not terminal. */
    record Expired() implements Verdict {
        @Override
        public String text() {
            return "expired";
        }

        @Override
        public Outcome outcome(boolean enforced) {
            return Outcome.REFUSED;
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

    /** A reuse that is only observed. */
    private static Outcome observed(ReuseKind kind) {
        return switch (kind) {
            case RECENT_PREDECESSOR -> Outcome.HEAD_AT_ANY_TIME;
            case STALE_LINEAGE -> Outcome.SAME_GENERATION;
        };
    }
}
