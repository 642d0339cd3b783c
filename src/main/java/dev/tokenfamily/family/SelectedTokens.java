package dev.tokenfamily.family;

import java.util.function.IntConsumer;

/**
 * All refresh tokens of a selection, also those that were never used and have no row. Every method throws
 * {@link StoreUnavailableException} where the families or the client sessions cannot be reached.
 */
public final class SelectedTokens {

    private final FamilySweep sweep;
    private final ClientSessions clientSessions;

    /**
     * In these stores.
     *
     * @param revokedFamilies is told how many families were revoked, also where a failure follows
     */
    public SelectedTokens(FamilyStore families, ClientSessions clientSessions, IntConsumer revokedFamilies) {
        this.sweep = new FamilySweep(families, revokedFamilies);
        this.clientSessions = clientSessions;
    }

    /** How many families were active, and how many client sessions there were. */
    public record Extent(int families, int clientSessions) {}

    /** How many client sessions there are, and with them tokens. */
    public int countSessions(Selection.Matching selection) {
        return clientSessions.count(selection);
    }

    /** Ends them. */
    public Extent end(Selection.Matching selection, RevocationReason reason) {
        return sweep.around(selection, reason, () -> clientSessions.end(selection));
    }
}
