package dev.tokenfamily.takedown;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;
import java.util.function.IntConsumer;

/**
 * All refresh tokens of a selection, also those that were never used and have no row. They end with their families, as far as
 * they have any, and with the client sessions on which they live. Every method throws {@link IllegalArgumentException} for a
 * selection that client sessions do not know ({@link Selection#requireMatching}).
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

    /**
     * How much a selection has, or had before it ended.
     *
     * @param families that were active
     * @param clientSessions online and offline ones
     */
    public record Extent(int families, int clientSessions) {}

    /**
     * How many client sessions that selection has, and with them refresh tokens. Changes nothing.
     *
     * @throws StoreUnavailableException where they cannot be reached
     */
    public int countSessions(Selection selection) {
        return clientSessions.count(selection);
    }

    /** Revokes the families of that selection, ends its client sessions, and tells how many of either that were. */
    public Ended end(Selection selection, RevocationReason reason) {
        return sweep.endAround(selection.requireMatching(), reason, ended -> clientSessions.end(selection, ended));
    }

    /**
     * Keycloak's client sessions, online and offline ones. Every refresh token lives on one, also those that were never used
     * and have no family row yet. They are selected by user, client and session only: every method throws
     * {@link IllegalArgumentException} for another selection ({@link Selection#requireMatching}), and
     * {@link StoreUnavailableException} if Keycloak's store fails.
     */
    public interface ClientSessions {

        /** How many client sessions of that selection there are. */
        int count(Selection selection);

        /**
         * Ends the client sessions of that selection.
         *
         * @param ended is told how many have ended, as often as some have, also where a failure follows
         */
        void end(Selection selection, IntConsumer ended);
    }
}
