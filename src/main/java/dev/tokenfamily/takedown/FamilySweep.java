package dev.tokenfamily.takedown;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.takedown.SelectedTokens.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Revokes the families of a selection around the end of their sessions.
 *
 * @param families in which they are
 * @param revokedFamilies is told how many families were revoked, also where a failure follows
 */
public record FamilySweep(FamilyStore families, IntConsumer revokedFamilies) {

    /**
     * Revokes the families, ends the sessions, and revokes the families once more, for a first refresh that has found its
     * session
     * still there. None of it waits for the success of another.
     *
     * @param endOfSessions ends the sessions, and tells how many they were
     * @return how many families were revoked, and what {@code endOfSessions} tells
     * @throws StoreUnavailableException where the families or the sessions cannot be reached; with all that failed
     */
    public Extent endAround(Selection selection, RevocationReason reason, IntSupplier endOfSessions) {
        List<StoreUnavailableException> failures = new ArrayList<>();
        int before = attempt(() -> revoke(selection, reason), failures);
        int sessions = attempt(endOfSessions, failures);
        int after = attempt(() -> revoke(selection, reason), failures);
        if (!failures.isEmpty()) {
            StoreUnavailableException first = failures.get(0);
            failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
            throw first;
        }
        return new Extent(before + after, sessions);
    }

    private static int attempt(IntSupplier part, List<StoreUnavailableException> failures) {
        try {
            return part.getAsInt();
        } catch (StoreUnavailableException e) {
            failures.add(e);
            return 0;
        }
    }

    private int revoke(Selection selection, RevocationReason reason) {
        int revoked = families.revokeAll(selection, reason);
        revokedFamilies.accept(revoked);
        return revoked;
    }
}
