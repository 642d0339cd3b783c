package dev.tokenfamily.revocation;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.InMemoryFamilyStore;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Families of which only the user matters. */
record FamiliesOfUsers(InMemoryFamilyStore store) {

    private static final long NOW = 1_700_000_000;

    FamiliesOfUsers() {
        this(new InMemoryFamilyStore(NOW));
    }

    /** Stores an active family of that user. */
    void open(String id, String userId) {
        store.put(Family.opened(
                id,
                new Owner("realm", "client", userId, "session-of-" + userId, false),
                NOW,
                0,
                new Head(id, NOW, NOW + 1_800, NOW),
                GraceTerms.NONE,
                NOW,
                new Origin("192.0.2.1", null),
                AccessTokens.NONE));
    }

    /** Why that family was revoked; null where it is active. */
    @Nullable
    RevocationReason reason(String id) {
        return Objects.requireNonNull(store.row(id)).revocation();
    }
}
