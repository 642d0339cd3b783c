package dev.tokenfamily.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who ended something.
 *
 * @param kind what the one is
 * @param realmId of the realm in which the one is a user; null where it is none
 * @param userId of the user or admin; null where it is none
 */
public record Actor(
        Kind kind, @Nullable String realmId, @Nullable String userId) {

    /** Nobody knows who. */
    public static final Actor UNKNOWN = new Actor(Kind.UNKNOWN, null, null);

    /** Keycloak by itself, as time passed or by a rule. */
    public static final Actor SERVER = new Actor(Kind.SERVER, null, null);

    /** An application, on its own account. */
    public static final Actor CLIENT = new Actor(Kind.CLIENT, null, null);

    /** What somebody can be. */
    public enum Kind {
        /** The user whose session it was. */
        USER,
        /** An admin, perhaps of another realm. */
        ADMIN,
        /** An application. */
        CLIENT,
        /** Keycloak, or an identity provider. */
        SERVER,
        /** Nobody knows. */
        UNKNOWN;

        /** Its name for people and programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The user of that realm. */
    public static Actor user(String realmId, @Nullable String userId) {
        return new Actor(Kind.USER, realmId, userId);
    }

    /** That admin, a user of that realm; either may be null. */
    public static Actor admin(@Nullable String realmId, @Nullable String userId) {
        return new Actor(Kind.ADMIN, realmId, userId);
    }
}
