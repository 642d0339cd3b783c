package dev.tokenfamily.exploration;

import java.util.List;

/** What an actor does to the world in one step: atomic, and others may come before and after it. */
enum Effect {
    READ,
    /** Looks for the session, not for the row. */
    SESSION,
    WRITE,
    /** Gives a consumed generation back. */
    UNDO,
    /** Keycloak commits the request, or does not, and answers. */
    ANSWER,
    /** Something that cannot go wrong. */
    OTHER;

    /** In which ways it can turn out. */
    List<Turn> turns() {
        return switch (this) {
            case READ, SESSION -> List.of(Turn.AS_PLANNED, Turn.CRASHES, Turn.STORE_FAILS);
            case WRITE, UNDO -> List.of(Turn.AS_PLANNED, Turn.CRASHES, Turn.STORE_FAILS, Turn.STORE_FAILS_AFTER_COMMIT);
            case ANSWER -> List.of(Turn.AS_PLANNED, Turn.ANSWER_LOST, Turn.ROLLED_BACK);
            case OTHER -> List.of(Turn.AS_PLANNED);
        };
    }
}
