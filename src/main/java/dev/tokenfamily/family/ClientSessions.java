package dev.tokenfamily.family;

/**
 * Keycloak's client sessions, online and offline ones. Every refresh token lives on one, also those that were never used
 * and have no family row yet. Every method throws {@link StoreUnavailableException} if Keycloak's store fails.
 */
public interface ClientSessions {

    /** How many there are. */
    int count(Selection.Matching selection);

    /** Ends them, and tells how many they were. */
    int end(Selection.Matching selection);
}
