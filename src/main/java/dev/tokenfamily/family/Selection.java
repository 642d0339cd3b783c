package dev.tokenfamily.family;

/** Which families a revocation reaches beyond the one it started from. */
public sealed interface Selection {

    /** All of them belong to this realm. */
    String realmId();

    /** The families of one client in one user session, online and offline. */
    record OfClientSession(String realmId, String clientId, String sessionId) implements Selection {}

    /** The families of all clients in one user session, online and offline. */
    record OfUserSession(String realmId, String sessionId) implements Selection {}

    /** The families of all clients that live on one session, which is either online or offline. */
    record OfEndedSession(String realmId, String sessionId, boolean offline) implements Selection {}

    /** All families of one user. */
    record OfUser(String realmId, String userId) implements Selection {}
}
