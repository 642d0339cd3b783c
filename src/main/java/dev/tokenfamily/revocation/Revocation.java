package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;

/** Families that end with something else, which an event, a call or a row of Keycloak's tables tells of. */
interface Revocation {

    /**
     * Revokes those families that are still active. Can be repeated.
     *
     * @return how many they were
     * @throws dev.tokenfamily.family.StoreUnavailableException if the store fails
     */
    int revokeIn(FamilyStore store);

    /** What ends, and why; known once {@link #revokeIn} has been called. */
    List<SelectionRevocation> ended();

    /**
     * The end of all families of a selection.
     *
     * @param reason that their rows will name
     */
    record SelectionRevocation(Selection selection, RevocationReason reason) implements Revocation {

        @Override
        public int revokeIn(FamilyStore store) {
            return store.revokeAll(selection, reason);
        }

        @Override
        public List<SelectionRevocation> ended() {
            return List.of(this);
        }
    }
}
