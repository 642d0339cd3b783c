package dev.tokenfamily.family;

/** Why a family was revoked. */
public enum RevocationReason {
    /** A superseded token of this family came back. */
    REUSE,
    /** A superseded token of another family came back, and the revocation scope reached this one. */
    REUSE_ELSEWHERE,
    /** The client gave a refresh token of the same client session to the revocation endpoint (RFC 7009). */
    TOKEN_REVOCATION,
    /** Its session ended. */
    SESSION_ENDED
}
