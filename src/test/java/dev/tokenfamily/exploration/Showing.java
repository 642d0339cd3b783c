package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.Finding;
import dev.tokenfamily.detection.OriginChanged;
import dev.tokenfamily.detection.Ruling.Granted;
import dev.tokenfamily.detection.Verdict.CatchUp;
import dev.tokenfamily.detection.Verdict.GraceRetry;
import dev.tokenfamily.detection.Verdict.LateRecovery;
import dev.tokenfamily.detection.Verdict.Reuse;
import dev.tokenfamily.detection.Verdict.Revoked;
import dev.tokenfamily.detection.Verdict.Rotate;
import dev.tokenfamily.detection.Verdict.Spared;
import dev.tokenfamily.detection.Verdict.Unknown;
import dev.tokenfamily.exploration.Ledger.Position;
import dev.tokenfamily.exploration.Sighting.Answered;
import dev.tokenfamily.exploration.Sighting.Judged;
import dev.tokenfamily.exploration.Sighting.RefusalAnswered;
import dev.tokenfamily.exploration.Sighting.RevocationAnswered;

/**
 * What people could see of one step, and what of it must never be.
 *
 * @param actor who showed it
 */
record Showing(Progress actor, Sighting sighting) {

    /** The ledger with what is new. */
    Ledger entered(Ledger ledger) {
        if (sighting instanceof Judged judged) {
            return judged(ledger, judged.finding());
        }
        if (sighting instanceof RefusalAnswered refused) {
            return refused(ledger, refused.finding());
        }
        if (sighting instanceof Answered answered) {
            return answered(ledger, answered.granted());
        }
        return ledger.withRevocationAnswered(
                ((RevocationAnswered) sighting).token().familyId());
    }

    private static Ledger judged(Ledger ledger, Finding finding) {
        require(!(finding.verdict() instanceof CatchUp), "no row is older than a token");
        require(!(finding.verdict() instanceof Unknown), "no row is missing");
        if (!finding.incident()) {
            return ledger;
        }
        String kind = finding.policy().enforced()
                ? "reuse"
                : ((Reuse) finding.verdict()).kind().text();
        String incident = finding.token().familyId() + " " + kind;
        require(!ledger.incidents().contains(incident), "a reuse is reported once");
        return ledger.withIncident(incident);
    }

    private static Ledger refused(Ledger ledger, Finding finding) {
        if (finding.verdict() instanceof Spared) {
            require(finding.reading().heldUp() > 0, "nobody is spared unless a node stood still");
            return ledger.withSpared(finding.token().familyId());
        }
        boolean revoked = finding.verdict() instanceof Revoked
                || finding.verdict() instanceof Reuse
                || finding.verdict() instanceof OriginChanged;
        return revoked ? ledger.withRevocationAnswered(finding.token().familyId()) : ledger;
    }

    private Ledger answered(Ledger ledger, Granted granted) {
        Finding finding = granted.finding();
        require(!actor.beganRevoked(), "nothing is accepted after a revocation was answered");
        Position position = new Position(granted.claim().id(), granted.claim().generation());
        require(
                !(actor.beganSuperseded() && finding.policy().enforced())
                        || ledger.recovered().contains(position),
                "a superseded token is not accepted beyond its grace, but for a recovery");
        Ledger entered = ledger;
        if (granted.advance() != null) {
            require(!ledger.rotated().contains(position), "one rotation succeeds in a generation");
            entered = entered.withAnsweredRotation(position);
        }
        if (handsOutHead(finding)) {
            String head = ledger.heads().getOrDefault(position, granted.tokenId());
            require(head.equals(granted.tokenId()), "everybody gets the same head of a generation");
            entered = entered.withHead(position, granted.tokenId());
        }
        return entered;
    }

    /** Else a token of its own; an observed retry may get one of the head's generation that lasts longer. */
    private static boolean handsOutHead(Finding finding) {
        boolean retry =
                finding.verdict() instanceof GraceRetry && finding.policy().enforced();
        return retry || finding.verdict() instanceof Rotate || finding.verdict() instanceof LateRecovery;
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new ClaimBroken(claim);
        }
    }
}
