package dev.tokenfamily.exploration;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.exploration.Ledger.Position;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.InMemoryFamilyStore.Contents;
import dev.tokenfamily.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything between two steps. Two moments that are equal have the same future.
 *
 * @param contents of the store
 * @param actors how far each has come
 * @param held the tokens that were delivered, oldest generation first
 * @param ledger what has happened
 */
record Moment(Contents contents, List<Progress> actors, List<PresentedToken> held, Ledger ledger) {

    /** What was superseded only by a rotation that has been taken back never was. */
    Moment withoutUndoneRotation(Policy policy) {
        List<Progress> judged = actors.stream()
                .map(a -> a.token() == null || beyondGrace(a.token(), policy) ? a : a.notSuperseded())
                .toList();
        Set<String> families = contents.rows().keySet().stream()
                .map(InMemoryFamilyStore.Key::familyId)
                .collect(Collectors.toSet());
        return new Moment(contents, judged, held, ledger.withoutSparedBut(families));
    }

    /** Whether nobody may be given tokens for it any more, even in grace. */
    boolean beyondGrace(PresentedToken token, Policy policy) {
        return supersededFor(grace(policy), token);
    }

    /** Whether it may be called a reuse. Slightly sooner: the grace counts from the judgement, not from the write. */
    boolean mayBeReuse(PresentedToken token, Policy policy) {
        Family row = contents.row(token.owner(), token.familyId());
        long stalestWrite = row == null ? 0 : row.freshUntil() - row.lastUse().at();
        return supersededFor(Math.max(0, grace(policy) - stalestWrite), token);
    }

    /** The n-th second after the rotation is the last of n. */
    private static long grace(Policy policy) {
        return policy.grace().period() == 0 ? 0 : policy.grace().period() + 1;
    }

    /** However many rotations followed its own. */
    private boolean supersededFor(long grace, PresentedToken token) {
        Family row = contents.row(token.owner(), token.familyId());
        if (row == null || token.generation() >= row.generation()) {
            return false;
        }
        Position successor = new Position(row.id(), token.generation() + 1);
        Position beyond = new Position(row.id(), token.generation() + 2);
        if (ledger.recovered().contains(successor)) {
            return true; // nobody had presented it, and it has no grace
        }
        if (ledger.recovered().contains(beyond)) {
            return row.generation() > beyond.generation() || supersededSince(beyond, grace);
        }
        return supersededSince(successor, grace);
    }

    private boolean supersededSince(Position rotation, long grace) {
        return contents.now() >= rotatedAt().getOrDefault(rotation, 0L) + grace;
    }

    /** Whether whoever presents it, and only lost answers, goes on after the grace period, too. */
    boolean recovers(PresentedToken token, Policy policy) {
        Family row = contents.row(token.owner(), token.familyId());
        return row != null
                && policy.recovery().on()
                && row.generation() == token.generation() + 1
                && ledger.recovered().isEmpty()
                && row.sparedUntil() == null;
    }

    private Map<Position, Long> rotatedAt() {
        return ledger.rotatedAt();
    }
}
