package dev.tokenfamily.family;

/** What superseded the predecessor of a head, and with it who may still answer it. */
public enum Supersession {
    /** A rotation of ours: the stored grace terms say how long it is answered. */
    ROTATION,
    /**
     * A recovery after an answer had been lost: nobody ever presented the predecessor, and it has no grace. The stored terms are those
     * of the token before, which was presented for the recovery.
     */
    RECOVERY,
    /** Keycloak's own switch, Revoke Refresh Token, which knows no grace: nobody but that switch may answer it again. */
    SWITCH,
    /** Keycloak's own switch, but the predecessor has been refused since: nobody ever answers it again. */
    SWITCH_REFUSED
}
