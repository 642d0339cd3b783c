package dev.tokenfamily.family;

/** The id of a user of Keycloak, where somebody else wrote it. */
public final class UserId {

    /** How ids of users of other storages begin: {@code f:<storage>:<id there>} (Keycloak's {@code StorageId}). */
    private static final String ELSEWHERE = "f:";

    private UserId() {}

    /** Whether a user can have that id. Keycloak fails at others, so that nobody asks it for them. */
    public static boolean isPossible(String id) {
        return !id.startsWith(ELSEWHERE) || id.indexOf(':', ELSEWHERE.length()) >= 0;
    }
}
