package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/** Why a family was revoked. */
public enum RevocationReason {
    /** A superseded token of this family came back. */
    REUSE,
    /** A superseded token of another family came back, and the revocation scope reached this one. */
    REUSE_ELSEWHERE,
    /** The client gave a refresh token of the same client session to the revocation endpoint (RFC 7009). */
    TOKEN_REVOCATION,
    /** Its session ended: the user logged out, or an admin ended it, or all sessions of the user or realm. */
    SESSION_ENDED,
    /** The user, or an admin, withdrew the consent to its client. */
    CONSENT_WITHDRAWN,
    /** The user's password was changed, or a credential removed, and the policy of the client ends families then. */
    CREDENTIAL_CHANGED,
    /** The user said that somebody else had used a token of this family or of another. */
    USER_REPORT,
    /** The user ended it, among the sign-ins that the user sees. */
    SELF_SERVICE,
    /** It was used from a new place, and its policy requires a login then. */
    ORIGIN_CHANGE,
    /** The user had more families at its client than the policy allows, and this one was unused for the longest time. */
    CAP,
    /** A system outside asked to end everything of the user (Global Token Revocation). */
    GLOBAL_REVOCATION,
    /** An admin disabled the user, or Keycloak did after too many failed logins. */
    USER_DISABLED,
    /** An admin disabled its client. */
    CLIENT_DISABLED,
    /** An admin declared all tokens of the realm or the client void that were issued before a moment. */
    NOT_BEFORE,
    /** Something happened that may have been meant to end it, and what that was cannot be read. */
    UNREADABLE,
    /** An admin revoked it, by its id or with all others of a user, a client or a session. */
    ADMIN;

    /**
     * Whether a family can have been revoked for that reason without anybody having looked for a copy of its tokens, or having had
     * cause to: its user has ended it, or has only logged in so often that it was one too many. Whoever has a copy can bring about
     * both. False for null.
     */
    public static boolean looksForNoCopy(@Nullable RevocationReason reason) {
        return reason == SELF_SERVICE || reason == CAP;
    }
}
