package dev.tokenfamily.history;

import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.Selection;
import org.jspecify.annotations.Nullable;

/**
 * How far an end reaches, or what is asked about: what of a realm has all that is given. What is null does not matter.
 *
 * @param realmId internal id of the realm
 * @param userId whose it is
 * @param clientId internal id of the client
 * @param sessionId of the user session
 * @param familyId of the token family
 * @param offline whether it lives on an offline session
 */
public record Reach(
        String realmId,
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        @Nullable String familyId,
        @Nullable Boolean offline) {

    /** The whole realm. */
    public static Reach ofRealm(String realmId) {
        return new Reach(realmId, null, null, null, null, null);
    }

    /** All of a user. */
    public static Reach ofUser(String realmId, String userId) {
        return new Reach(realmId, userId, null, null, null, null);
    }

    /** One user session, online or offline, or both where that is null. */
    public static Reach ofSession(
            String realmId, @Nullable String userId, String sessionId, @Nullable Boolean offline) {
        return new Reach(realmId, userId, null, sessionId, null, offline);
    }

    /** The part of a client in a user session, in which somebody's family is. */
    public static Reach ofClientSession(Owner owner) {
        return new Reach(owner.realmId(), owner.userId(), owner.clientId(), owner.sessionId(), null, owner.offline());
    }

    /** One family. */
    public static Reach ofFamily(Owner owner, String familyId) {
        return new Reach(
                owner.realmId(), owner.userId(), owner.clientId(), owner.sessionId(), familyId, owner.offline());
    }

    /** What a selection selects, whenever its tokens were issued. */
    public static Reach of(Selection selection) {
        return new Reach(
                selection.realmId(),
                selection.userId(),
                selection.clientId(),
                selection.sessionId(),
                null,
                selection.offline());
    }

    /** This reach, said of a user: where a session is meant, it is that user's. */
    public Reach ofUser(@Nullable String user) {
        return userId != null || sessionId == null
                ? this
                : new Reach(realmId, user, clientId, sessionId, familyId, offline);
    }

    /** Whether it is no single user's: it is of the realm, or of a client. */
    public boolean wide() {
        return userId == null && sessionId == null && familyId == null;
    }

    /** Whether an end that reaches so far may have ended something of what is asked about. */
    public boolean touches(Reach asked) {
        return realmId.equals(asked.realmId)
                && meets(userId, asked.userId)
                && meets(clientId, asked.clientId)
                && meets(sessionId, asked.sessionId)
                && meets(familyId, asked.familyId)
                && (offline == null || asked.offline == null || offline.equals(asked.offline));
    }

    private static boolean meets(@Nullable String own, @Nullable String asked) {
        return own == null || asked == null || own.equals(asked);
    }

    /** The narrowest thing that all of it lies in, in one word. */
    public String scope() {
        if (familyId != null) {
            return "family";
        }
        if (sessionId != null) {
            return clientId == null ? "user-session" : "client-session";
        }
        if (userId != null) {
            return "user";
        }
        return clientId == null ? "realm" : "client";
    }
}
