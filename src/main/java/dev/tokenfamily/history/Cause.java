package dev.tokenfamily.history;

import dev.tokenfamily.family.RevocationReason;
import java.util.Locale;

/** Why something ended that tokens live on. */
public enum Cause {
    /** The session was not used for longer than the realm allows. */
    SESSION_IDLE,
    /** The session had existed for as long as the realm allows. */
    SESSION_MAX,
    /** One of the two, or the like of a client's part of the session; which one, nobody can tell any more. */
    SESSION_EXPIRED,
    /** It was a session to be remembered, and the realm remembers none any more. */
    REMEMBER_ME_OFF,
    /** The user or a client asked for it. */
    LOGOUT,
    /** Another login of the user ended it: there were too many sessions, or the user chose to end all others. */
    ANOTHER_LOGIN,
    /** An identity provider said that the user is logged out there (OpenID Connect Back-Channel Logout). */
    IDENTITY_PROVIDER_LOGOUT,
    /** An admin ended a session, or all of a user or of the realm. */
    ADMIN_LOGOUT,
    /** An admin revoked token families, or all refresh tokens of a user, a client or a session. */
    ADMIN_REVOCATION,
    /** An admin declared all tokens void that were issued before a moment. */
    NOT_BEFORE,
    /** The password was changed, or a credential removed. */
    CREDENTIAL_CHANGED,
    /** The user was disabled. */
    USER_DISABLED,
    /** The client was disabled. */
    CLIENT_DISABLED,
    /** The client was removed. */
    CLIENT_REMOVED,
    /** The consent to the client was withdrawn. */
    CONSENT_WITHDRAWN,
    /** The client gave a token back (RFC 7009). */
    TOKEN_REVOCATION,
    /** The user said, by the link in a mail or among the own sign-ins, that somebody else had used a token. */
    USER_REPORT,
    /** The user ended it, among the sign-ins that the user sees. */
    SELF_SERVICE,
    /** The family was used from a new place, and its policy requires a login then. */
    ORIGIN_CHANGE,
    /** The user had more families at the client than the policy allows, and this one was unused for the longest time. */
    CAP,
    /** A system outside asked to end everything of the user (Global Token Revocation). */
    GLOBAL_REVOCATION,
    /** The family was as old as its policy allows. */
    FAMILY_MAX,
    /** The family was not used for longer than its policy allows. */
    FAMILY_IDLE,
    /** The row of the family is gone: the database was set back to an earlier time, or somebody removed rows. */
    FAMILY_LOST,
    /** A superseded token of this family came again. */
    REUSE,
    /** A superseded token of another family came again, and the revocation scope reached this far. */
    REUSE_ELSEWHERE,
    /** Keycloak's own check, Revoke Refresh Token, refused a token that had been used, and ended the client's part. */
    KEYCLOAK_REUSE,
    /** Something happened that may have been meant to end it, and what that was could not be read. */
    UNREADABLE,
    /** It had ended, and nobody recorded why. */
    UNKNOWN;

    /** Its name for people and programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The cause of what was revoked for that reason, as far as the reason tells. */
    public static Cause of(RevocationReason reason) {
        return switch (reason) {
            case REUSE -> REUSE;
            case REUSE_ELSEWHERE -> REUSE_ELSEWHERE;
            case TOKEN_REVOCATION -> TOKEN_REVOCATION;
            case SESSION_ENDED -> UNKNOWN; // that it ended is known, and not by what
            case CONSENT_WITHDRAWN -> CONSENT_WITHDRAWN;
            case CREDENTIAL_CHANGED -> CREDENTIAL_CHANGED;
            case USER_REPORT -> USER_REPORT;
            case SELF_SERVICE -> SELF_SERVICE;
            case ORIGIN_CHANGE -> ORIGIN_CHANGE;
            case CAP -> CAP;
            case GLOBAL_REVOCATION -> GLOBAL_REVOCATION;
            case USER_DISABLED -> USER_DISABLED;
            case CLIENT_DISABLED -> CLIENT_DISABLED;
            case NOT_BEFORE -> NOT_BEFORE;
            case UNREADABLE -> UNREADABLE;
            case ADMIN -> ADMIN_REVOCATION;
        };
    }
}
