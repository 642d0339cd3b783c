package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told to end. */
final class RecordingTakedown implements Takedown {

    record Call(Family family, RevocationScope scope) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<Call> incomplete = new ArrayList<>();
    private boolean failing;

    void fail() {
        failing = true;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> incomplete() {
        return List.copyOf(incomplete);
    }

    @Override
    public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
        incomplete.add(new Call(revoked, scope));
    }

    @Override
    public void takeDown(Family revoked, RevocationScope scope) {
        calls.add(new Call(revoked, scope));
        if (failing) {
            throw new StoreUnavailableException("sessions cannot be ended");
        }
    }
}
