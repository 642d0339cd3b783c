package dev.tokenfamily.family;

/**
 * Whose family it is. A row whose owner differs from the token's is never used.
 *
 * @param realmId id of the realm
 * @param clientId internal id of the client (not its {@code client_id})
 * @param userId id of the user; long and with {@code f:} for federated users
 * @param sessionId id of the user session, the same for its offline copy
 * @param offline whether the family lives on the offline session
 */
public record Owner(String realmId, String clientId, String userId, String sessionId, boolean offline) {

    /** Whether both name the same realm, client and user. The session may differ only by mistake of a mapper. */
    public boolean sameParties(Owner other) {
        return realmId.equals(other.realmId) && clientId.equals(other.clientId) && userId.equals(other.userId);
    }
}
