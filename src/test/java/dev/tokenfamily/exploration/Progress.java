package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far an actor has come.
 *
 * @param log what he was told so far
 * @param next his next step; null when there is none
 * @param token what he presents; null before he began
 * @param pending the refresh token that he has obtained and not yet handed out
 * @param beganRevoked whether a revocation of his family had been answered before he began
 * @param beganSuperseded whether his token was beyond any grace before he began
 * @param readSuperseded whether it was when he last looked
 * @param heldUp whether his token was good when he sent it to a node that stood still
 */
record Progress(
        Log log,
        @Nullable Effect next,
        @Nullable PresentedToken token,
        @Nullable String pending,
        boolean beganRevoked,
        boolean beganSuperseded,
        boolean readSuperseded,
        boolean heldUp) {

    static Progress before(Effect first) {
        return new Progress(Log.EMPTY, first, null, null, false, false, false, false);
    }

    boolean hasBegun() {
        return next == null || token != null;
    }

    boolean inFlight() {
        return next != null && token != null;
    }

    /** One step more. */
    Progress went(Log newLog, @Nullable Effect newNext, @Nullable String newPending) {
        return new Progress(newLog, newNext, token, newPending, beganRevoked, beganSuperseded, readSuperseded, heldUp);
    }

    Progress began(PresentedToken presented, boolean revoked, boolean superseded) {
        return new Progress(log, next, presented, pending, revoked, superseded, readSuperseded, heldUp);
    }

    Progress sentInto(boolean standstill) {
        return new Progress(log, next, token, pending, beganRevoked, beganSuperseded, readSuperseded, standstill);
    }

    Progress notSuperseded() {
        return new Progress(log, next, token, pending, beganRevoked, false, readSuperseded, heldUp);
    }

    Progress looked(boolean superseded) {
        return new Progress(log, next, token, pending, beganRevoked, beganSuperseded, superseded, heldUp);
    }

    /** Nothing that was told him matters any more. */
    Progress over() {
        return new Progress(Log.EMPTY, null, token, null, false, false, false, false);
    }
}
