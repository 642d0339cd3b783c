package dev.tokenfamily.exploration;

/** How a step turns out. */
enum Turn {
    AS_PLANNED,
    /** The node dies before the step. A crash after a step is one before the next. */
    CRASHES,
    /** The database refuses the call; nothing changed. */
    STORE_FAILS,
    /** The database did it, but the answer got lost. */
    STORE_FAILS_AFTER_COMMIT,
    /** The request is committed, but its client never hears of it. */
    ANSWER_LOST,
    /** Keycloak refuses the request after all, and its client hears that. */
    ROLLED_BACK
}
