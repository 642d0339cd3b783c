package dev.tokenfamily.family;

/** Which families a revocation reaches beyond the one it started from. */
public sealed interface Selection {

    /** The families of one client in one user session, online and offline. */
    record OfClientSession(String realmId, String clientId, String sessionId) implements Selection {}

    /** The families of all clients in one user session, online and offline. */
    record OfUserSession(String realmId, String sessionId) implements Selection {}

    /** All families of one user. */
    record OfUser(String realmId, String userId) implements Selection {}
}
