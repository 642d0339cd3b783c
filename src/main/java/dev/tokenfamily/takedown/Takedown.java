package dev.tokenfamily.takedown;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;

/** Ends what a reuse takes down besides the rows of the families: access tokens and sessions. */
public interface Takedown {

    /**
     * Called after the revocation of the families has been committed, by the one request that revoked.
     *
     * @throws StoreUnavailableException if the database fails
     */
    void takeDown(Family revoked, RevocationScope scope);

    /**
     * The family is revoked, but the rest of the scope could not be ended. Nobody will try again by himself, so a person
     * must hear of it.
     */
    void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure);
}
