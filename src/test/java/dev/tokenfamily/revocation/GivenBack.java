package dev.tokenfamily.revocation;

import dev.tokenfamily.detection.PresentedToken;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;

/** Lets other tests do what the revocation endpoint does. */
public final class GivenBack {

    private static final long LIFETIME = 1_800;

    private GivenBack() {}

    /** Revokes the families of the token's client session, as {@link TokenRevocation} does. */
    public static void revoke(PresentedToken token, FamilyStore store) {
        FamilyClaim claim = new FamilyClaim(token.familyId(), token.generation(), token.start(), token.since(), null);
        Head values = new Head("given-back", token.issuedAt(), token.issuedAt() + LIFETIME, token.since());
        new TokenRevocation(claim, token.owner(), values, new Origin("192.0.2.9", null)).revokeIn(store);
    }
}
