package dev.tokenfamily.family;

import java.util.function.IntConsumer;

/**
 * All refresh tokens of a selection, also those that were never used and have no row. Every method throws
 * {@link StoreUnavailableException} where the families or the client sessions cannot be reached.
 */
public final class SelectedTokens {

    private final FamilyStore families;
    private final ClientSessions clientSessions;
    private final IntConsumer revokedFamilies;

    /**
     * In these stores.
     *
     * @param revokedFamilies is told how many families were revoked, also where a failure follows
     */
    public SelectedTokens(FamilyStore families, ClientSessions clientSessions, IntConsumer revokedFamilies) {
        this.families = families;
        this.clientSessions = clientSessions;
        this.revokedFamilies = revokedFamilies;
    }

    /** How many families were active, and how many client sessions there were. */
    public record Extent(int families, int clientSessions) {}

    /** How many client sessions there are, and with them tokens. */
    public int countSessions(Selection.Matching selection) {
        return clientSessions.count(selection);
    }

    /** Ends them. The families once more at the end, for a first refresh that has found its session still there. */
    public Extent end(Selection.Matching selection, RevocationReason reason) {
        int before = revokeFamilies(selection, reason);
        int sessions = clientSessions.end(selection);
        int after = revokeFamilies(selection, reason);
        return new Extent(before + after, sessions);
    }

    private int revokeFamilies(Selection.Matching selection, RevocationReason reason) {
        int revoked = families.revokeAll(selection, reason);
        revokedFamilies.accept(revoked);
        return revoked;
    }
}
