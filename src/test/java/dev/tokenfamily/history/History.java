package dev.tokenfamily.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that happened.
 *
 * @param attempts in any order
 * @param revocations the one that was answered first, by family
 * @param attacked the families that somebody stole from or revoked, or meant to; the clients of all others behaved well
 */
public record History(List<Attempt> attempts, Map<String, AnsweredRevocation> revocations, Set<String> attacked) {

    /**
     * Somebody was told that a family is revoked.
     *
     * @param answered when the answer was read, nanoseconds of the one clock of all clients
     * @param by how it was revoked, in words
     */
    public record AnsweredRevocation(long answered, String by) {}

    /** How many attempts ended like this. */
    public long count(Class<? extends Attempt.Outcome> outcome) {
        return attempts.stream().filter(a -> outcome.isInstance(a.outcome())).count();
    }
}
