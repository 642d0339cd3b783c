package dev.tokenfamily.takedown;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.function.IntConsumer;

/**
 * All refresh tokens of a selection, also those that were never used and have no row. Every method throws
 * {@link StoreUnavailableException} where the families or the client sessions cannot be reached, and
 * {@link IllegalArgumentException} for a selection that client sessions do not know ({@link Selection#requireMatching}).
 */
public final class SelectedTokens {

    private final FamilySweep sweep;
    private final ClientSessions clientSessions;

    /**
     * Over the store of the families and that of Keycloak's client sessions.
     *
     * @param revokedFamilies is told how many families were revoked, also where a failure follows
     */
    public SelectedTokens(FamilyStore families, ClientSessions clientSessions, IntConsumer revokedFamilies) {
        this.sweep = new FamilySweep(families, revokedFamilies);
        this.clientSessions = clientSessions;
    }

    /** How many families were active, and how many client sessions there were. */
    public record Extent(int families, int clientSessions) {}

    /** How many client sessions that selection has, and with them refresh tokens. Changes nothing. */
    public int countSessions(Selection selection) {
        return clientSessions.count(selection);
    }

    /** Revokes the families of that selection, ends its client sessions, and tells how many of either that were. */
    public Extent end(Selection selection, RevocationReason reason) {
        return sweep.around(selection.requireMatching(), reason, () -> clientSessions.end(selection));
    }
}
