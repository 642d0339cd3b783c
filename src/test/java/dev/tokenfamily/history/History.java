package dev.tokenfamily.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that happened.
 *
 * @param attempts in any order
 * @param revocations when the revocation of a family was first answered, by family
 * @param attacked the families that somebody stole from or revoked, or meant to; the clients of all others behaved well
 */
public record History(List<Attempt> attempts, Map<String, Long> revocations, Set<String> attacked) {

    /** How many attempts ended like this. */
    public long count(Class<? extends Attempt.Outcome> outcome) {
        return attempts.stream().filter(a -> outcome.isInstance(a.outcome())).count();
    }
}
