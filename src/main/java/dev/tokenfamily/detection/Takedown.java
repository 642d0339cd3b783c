package dev.tokenfamily.detection;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.policy.RevocationScope;

/** Ends what a reuse takes down besides the rows of the families: access tokens and sessions. */
public interface Takedown {

    /**
     * Called after the revocation of the families has been committed, by the one request that revoked.
     *
     * @throws dev.tokenfamily.family.StoreUnavailableException if the database fails
     */
    void takeDown(Family revoked, RevocationScope scope);
}
