package dev.tokenfamily.takedown;

import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.StoreUnavailableException;
import dev.tokenfamily.policy.RevocationScope;

/** Ends what a reuse takes down besides the rows of the families: access tokens and sessions. */
public interface Takedown {

    /**
     * Ends the access tokens of the family that its row names, and the sessions that the scope reaches. Called after the
     * revocation of the families has been committed, by the one request that revoked.
     *
     * @param revoked the family as it was revoked
     * @param scope of the revocation, widened where that is needed
     * @throws StoreUnavailableException if the database fails
     */
    void takeDown(Family revoked, RevocationScope scope);

    /**
     * Tells a person that the family is revoked, but that the rest of the scope could not be ended: nobody will try again by
     * himself.
     */
    void incomplete(Family revoked, RevocationScope scope, StoreUnavailableException failure);
}
