package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

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

    /** All families of one user at one client. */
    record OfClientOfUser(String realmId, String clientId, String userId) implements Selection {}

    /** All families of one client. */
    record OfClient(String realmId, String clientId) implements Selection {}

    /** All families that live on the realm's sessions of one kind, online or offline. */
    record OfSessionsOfRealm(String realmId, boolean offline) implements Selection {}

    /** The families of a realm whose newest token, as the row knows it, was issued before that time, epoch seconds. */
    record OfRealmIssuedBefore(String realmId, long time) implements Selection {}

    /** The same, of one client. */
    record OfClientIssuedBefore(String realmId, String clientId, long time) implements Selection {}

    /**
     * What an admin chose: the families that match everything that is given. All of the realm, if nothing is.
     *
     * @param clientId internal id of the client
     */
    record Matching(
            String realmId,
            @Nullable String userId,
            @Nullable String clientId,
            @Nullable String sessionId) implements Selection {}
}
