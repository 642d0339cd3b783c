package dev.tokenfamily.detection;

import dev.tokenfamily.family.ReuseKind;

/** What the {@link Detector} says about a presented token. */
public sealed interface Verdict {

    /** Its name in events and metrics. */
    String text();

    /** The family, or the session it lived on, has been revoked. Refused; no new incident. */
    record Revoked() implements Verdict {
        @Override
        public String text() {
            return "revoked";
        }
    }

    /** A later generation of a family that nobody knows. Refused, without alarm. */
    record Unknown() implements Verdict {
        @Override
        public String text() {
            return "unknown";
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
    }

    /** Past the family's absolute or inactivity lifetime. Refused; not terminal. */
    record Expired() implements Verdict {
        @Override
        public String text() {
            return "expired";
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
    }

    /** Live, and no rotation is due. */
    record Keep() implements Verdict {
        @Override
        public String text() {
            return "keep";
        }
    }

    /** Live, and to be replaced. */
    record Rotate() implements Verdict {
        @Override
        public String text() {
            return "rotate";
        }
    }
}
