package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/**
 * Which families are meant, beyond the one that something started from: those of a realm for which everything holds that is
 * given. What is null does not matter.
 *
 * @param realmId internal id of the realm of all of them
 * @param userId id of their user
 * @param clientId internal id of their client
 * @param sessionId id of the user session that they live on; an online session and an offline one can have the same
 * @param offline whether they live on an offline session
 * @param issuedBefore epoch seconds: their newest token, as the row knows it, was issued before that
 */
public record Selection(
        String realmId,
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        @Nullable Boolean offline,
        @Nullable Long issuedBefore) {

    /** The families of one client in one user session, online and offline. */
    public static Selection ofClientSession(String realmId, String clientId, String sessionId) {
        return matching(realmId, null, clientId, sessionId);
    }

    /** The families of all clients in one user session, online and offline. */
    public static Selection ofUserSession(String realmId, String sessionId) {
        return matching(realmId, null, null, sessionId);
    }

    /** The families of all clients that live on one session, which is either online or offline. */
    public static Selection ofSession(String realmId, String sessionId, boolean offline) {
        return new Selection(realmId, null, null, sessionId, offline, null);
    }

    /** All families that live on the realm's sessions of one kind, online or offline. */
    public static Selection ofSessions(String realmId, boolean offline) {
        return new Selection(realmId, null, null, null, offline, null);
    }

    /** All families of one user. */
    public static Selection ofUser(String realmId, String userId) {
        return matching(realmId, userId, null, null);
    }

    /** All families of one client, which is given by its internal id. */
    public static Selection ofClient(String realmId, String clientId) {
        return matching(realmId, null, clientId, null);
    }

    /** All families of one user at one client, which is given by its internal id. */
    public static Selection ofClientOfUser(String realmId, String clientId, String userId) {
        return matching(realmId, userId, clientId, null);
    }

    /** The families of a realm whose newest token, as the row knows it, was issued before that time, epoch seconds. */
    public static Selection ofRealmIssuedBefore(String realmId, long time) {
        return new Selection(realmId, null, null, null, null, time);
    }

    /** The families of a client whose newest token, as the row knows it, was issued before that time, epoch seconds. */
    public static Selection ofClientIssuedBefore(String realmId, String clientId, long time) {
        return new Selection(realmId, null, clientId, null, null, time);
    }

    /**
     * What an admin chose: the families with that user, client and session, as far as they are given; else all of the realm.
     */
    public static Selection matching(
            String realmId, @Nullable String userId, @Nullable String clientId, @Nullable String sessionId) {
        return new Selection(realmId, userId, clientId, sessionId, null, null);
    }

    /** Whether families of that owner are meant, those at least that were {@linkplain #issuedBefore issued} early enough. */
    public boolean includes(Owner owner) {
        return realmId.equals(owner.realmId())
                && (userId == null || userId.equals(owner.userId()))
                && (clientId == null || clientId.equals(owner.clientId()))
                && (sessionId == null || sessionId.equals(owner.sessionId()))
                && (offline == null || offline == owner.offline());
    }

    /** The id of the user, where all families of one user are meant; null where it is fewer, or more than one user's. */
    public @Nullable String wholeUser() {
        boolean limited = clientId != null || sessionId != null || offline != null || issuedBefore != null;
        return limited ? null : userId;
    }

    /** All of its user, or else of its client, or else of its realm: what the store keeps in the order of time. */
    public Selection ofOneOwner() {
        return new Selection(realmId, userId, userId == null ? clientId : null, null, null, null);
    }

    /**
     * For what tells neither online and offline sessions nor old and new tokens apart.
     *
     * @return this selection
     * @throws IllegalArgumentException where it says {@link #offline} or {@link #issuedBefore}
     */
    public Selection requireMatching() {
        if (offline != null || issuedBefore != null) {
            throw new IllegalArgumentException("Only a user, a client and a session can be selected here: " + this);
        }
        return this;
    }
}
