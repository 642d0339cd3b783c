package dev.tokenfamily.exploration;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;
import dev.tokenfamily.takedown.Takedown;

/** The sessions stay, so that the rows alone must keep every promise. */
public final class NoTakedown implements Takedown {

    @Override
    public void takeDown(Family revoked, RevocationScope scope) {
        // nothing to end
    }

    @Override
    public void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure) {
        // nobody to tell
    }
}
