package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.exploration.Ledger.Position;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.InMemoryFamilyStore.Contents;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.policy.Policy;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one step did to the rows, and what of it must never be.
 *
 * @param move that did it
 */
record RowChange(Moment before, Contents after, Move move, Policy policy) {

    /** The ledger with what is new. */
    Ledger entered() {
        Set<InMemoryFamilyStore.Key> families =
                new HashSet<>(before.contents().rows().keySet());
        families.addAll(after.rows().keySet());
        Ledger ledger = before.ledger();
        for (InMemoryFamilyStore.Key id : families) {
            ledger = entered(
                    ledger, before.contents().rows().get(id), after.rows().get(id));
        }
        return ledger;
    }

    private Ledger entered(Ledger ledger, @Nullable Family old, @Nullable Family now) {
        if (old == null) {
            return opened(ledger, Objects.requireNonNull(now));
        }
        if (now != null && old.revoked()) {
            require(now.revoked() && sameHead(old, now), "a revoked family stays revoked, as it is");
        }
        if (now != null && old.sparedUntil() != null) {
            require(old.sparedUntil().equals(now.sparedUntil()), "a family is spared once for all of its life");
        }
        if (now == null || now.generation() < old.generation()) {
            requireUnanswered(old);
            return ledger.withoutRecovery(new Position(old.id(), old.generation()));
        }
        require(now.retention().until() >= old.retention().until(), "a row is never kept for a shorter time");
        require(
                now.accessTokens().unnamedUntil() >= old.accessTokens().unnamedUntil(),
                "nameless access tokens are never forgotten");
        if (now.generation() > old.generation()) {
            require(now.generation() == old.generation() + 1, "a rotation is one generation");
            return now.recoveries().equals(old.recoveries())
                    ? rotated(ledger, now)
                    : recovered(rotated(ledger, now), old, now);
        }
        require(now.recoveries().equals(old.recoveries()), "only a recovery counts as one");
        require(sameHead(old, now), "a generation has one head");
        if (now.grace().retries() > old.grace().retries()) {
            requireInGrace();
        }
        if (!old.revoked() && now.revoked()) {
            requireReason(old, Objects.requireNonNull(now.revocation()));
            // who revoked does not know that he did, so nobody reports it
            boolean unheard = move.turn() == Turn.STORE_FAILS_AFTER_COMMIT;
            return unheard ? ledger.withIncident(now.id() + " reuse") : ledger;
        }
        return ledger;
    }

    private Ledger opened(Ledger ledger, Family now) {
        return now.generation() > 0 && !now.revoked() ? rotated(ledger, now) : ledger;
    }

    private Ledger rotated(Ledger ledger, Family now) {
        return ledger.withRotation(new Position(now.id(), now.generation()), after.now());
    }

    private Ledger recovered(Ledger ledger, Family old, Family now) {
        PresentedToken token =
                Objects.requireNonNull(before.actors().get(move.actor()).token());
        require(now.generation() == token.generation() + 2, "nothing but the immediate predecessor recovers a family");
        require(old.sparedUntil() == null, "a family that was spared is not recovered");
        require(
                now.recoveries().count() <= policy.recovery().budget()
                        && ledger.recovered().size() < policy.recovery().budget(),
                "no family is recovered more often than its budget allows");
        Position successor = new Position(now.id(), token.generation() + 1);
        require(!ledger.presented(successor), "no family is recovered whose lost token somebody has used");
        return ledger.withRecovery(new Position(now.id(), now.generation()));
    }

    private void requireUnanswered(Family undone) {
        require(before.actors().get(move.actor()).next() == Effect.UNDO, "only an undo goes back");
        require(!undone.revoked(), "a revoked family stays revoked");
        String head = undone.head().tokenId();
        require(!before.ledger().heads().containsValue(head), "what was answered is not taken back");
        require(
                before.actors().stream().noneMatch(a -> head.equals(a.pending())),
                "what somebody is about to be answered is not taken back");
    }

    private void requireInGrace() {
        PresentedToken token =
                Objects.requireNonNull(before.actors().get(move.actor()).token());
        require(!policy.enforced() || !before.beyondGrace(token, policy), "nobody is answered in grace after its end");
    }

    /** A rotation counts from its judgement, even if that was written only when the node stood still already. */
    private void requireReason(Family row, RevocationReason reason) {
        boolean reuse = reason == RevocationReason.REUSE || reason == RevocationReason.REUSE_ELSEWHERE;
        Progress actor = before.actors().get(move.actor());
        require(!reuse || actor.readSuperseded(), "no family is revoked because somebody came again within grace");
        require(
                !reuse
                        || !actor.heldUp()
                        || after.now() > after.aftermathEnd()
                        || row.head().since() < after.stillSince(),
                "no family is revoked because a node that stood still held up a request");
    }

    private static boolean sameHead(Family one, Family other) {
        return one.generation() == other.generation() && one.head().equals(other.head());
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new ClaimBroken(claim);
        }
    }
}
