package dev.tokenfamily.history;

import java.util.function.Supplier;

/**
 * Where ends are recorded: soon, beside the request, as well as it can be done. Nothing that fails here holds anybody up, and
 * what is lost is logged and counted. Kept of realms that have token families.
 */
public interface History {

    /** Records that end. */
    void record(End end);

    /**
     * Records that a session, or a client's part of one, was found to have ended: once, and only where nothing is on record by
     * which it did.
     *
     * @param reach what was found; a client may come again and again, and only the first time is anything more asked
     * @param issuedAt epoch milliseconds: when the token was issued by which that was found, so that it had not ended then
     * @param end of that reach, with the cause that can be told now
     */
    void recordFound(Reach reach, long issuedAt, Supplier<End> end);

    /**
     * Records that a session expired, of a user who has token families in it. Of all others there are too many, and nobody
     * asks.
     */
    void recordExpired(End expired);
}
