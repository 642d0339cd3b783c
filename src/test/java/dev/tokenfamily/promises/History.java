package dev.tokenfamily.promises;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that happened.
 *
 * @param attempts in any order
 * @param revocations the one that was answered first, by family
 * @param attacked the families that somebody stole from or revoked, or meant to; the clients of all others behaved well
 * @param standstills when a node was stopped, or had no database
 */
public record History(
        List<Attempt> attempts,
        Map<String, AnsweredRevocation> revocations,
        Set<String> attacked,
        List<Standstill> standstills) {

    /**
     * A node, or the database, did nothing.
     *
     * @param start before it was stopped, nanoseconds of the one clock of all clients
     * @param end when everything was whole again
     */
    public record Standstill(long start, long end) {}

    /**
     * Somebody was told that a family is revoked.
     *
     * @param answered when the answer was read, nanoseconds of the one clock of all clients
     * @param by how it was revoked, in words
     */
    public record AnsweredRevocation(long answered, String by) {}

    /** How many attempts were refused without alarm, since a node stood still. */
    public long spared() {
        return attempts.stream().filter(Attempt::spared).count();
    }

    /** How many attempts ended like this. */
    public long count(Class<? extends Attempt.Outcome> outcome) {
        return attempts.stream().filter(a -> outcome.isInstance(a.outcome())).count();
    }
}
