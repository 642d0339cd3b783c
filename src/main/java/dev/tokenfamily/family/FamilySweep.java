package dev.tokenfamily.family;

import dev.tokenfamily.family.SelectedTokens.Extent;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Revokes the families of a selection around the end of their sessions.
 *
 * @param revokedFamilies is told how many families were revoked, also where a failure follows
 */
public record FamilySweep(FamilyStore families, IntConsumer revokedFamilies) {

    /**
     * The families, the sessions, and the families once more, for a first refresh that has found its session still there.
     *
     * @param endOfSessions ends them, and tells how many they were
     * @throws StoreUnavailableException where the families or the sessions cannot be reached
     */
    public Extent around(Selection selection, RevocationReason reason, IntSupplier endOfSessions) {
        int before = revoke(selection, reason);
        int sessions = endOfSessions.getAsInt();
        int after = revoke(selection, reason);
        return new Extent(before + after, sessions);
    }

    private int revoke(Selection selection, RevocationReason reason) {
        int revoked = families.revokeAll(selection, reason);
        revokedFamilies.accept(revoked);
        return revoked;
    }
}
