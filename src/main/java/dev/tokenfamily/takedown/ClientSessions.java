package dev.tokenfamily.takedown;

import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.StoreUnavailableException;

/**
 * Keycloak's client sessions, online and offline ones. Every refresh token lives on one, also those that were never used
 * and have no family row yet. They are selected by user, client and session only: every method throws
 * {@link IllegalArgumentException} for another selection ({@link Selection#requireMatching}), and
 * {@link StoreUnavailableException} if Keycloak's store fails.
 */
public interface ClientSessions {

    /** How many client sessions of that selection there are. */
    int count(Selection selection);

    /** Ends the client sessions of that selection, and tells how many they were. */
    int end(Selection selection);
}
