package dev.tokenfamily.promises;

import dev.tokenfamily.promises.History.AnsweredRevocation;
import dev.tokenfamily.promises.History.Standstill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what many clients see at once. */
public final class Recorder {

    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, AnsweredRevocation> revocations = new HashMap<>();
    private final Set<String> attacked = new HashSet<>();
    private final List<Standstill> standstills = new ArrayList<>();
    private long answered;

    public synchronized void attempted(Attempt attempt) {
        attempts.add(attempt);
        answered += attempt.granted() || attempt.refused() ? 1 : 0;
    }

    /** To be called before anything is done to the family. */
    public synchronized void attacking(String family) {
        attacked.add(family);
    }

    /** Somebody was just told that the family is revoked. */
    public synchronized void revoked(String family, AnsweredRevocation revocation) {
        revocations.merge(family, revocation, (one, other) -> one.answered() <= other.answered() ? one : other);
    }

    public synchronized void stoodStill(Standstill standstill) {
        standstills.add(standstill);
    }

    /** How many requests got an answer that is final: tokens or a refusal. */
    public synchronized long answered() {
        return answered;
    }

    public synchronized History history() {
        return new History(
                List.copyOf(attempts), Map.copyOf(revocations), Set.copyOf(attacked), List.copyOf(standstills));
    }
}
