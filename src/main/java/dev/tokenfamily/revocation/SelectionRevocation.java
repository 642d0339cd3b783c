package dev.tokenfamily.revocation;

import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;

/** All families of a selection end. */
record SelectionRevocation(Selection selection, RevocationReason reason) implements Revocation {

    @Override
    public int in(FamilyStore store) {
        return store.revokeAll(selection, reason);
    }
}
