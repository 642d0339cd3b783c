package dev.tokenfamily.revocation;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import dev.tokenfamily.family.Use;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that its client gave back (RFC 7009). Keycloak ends the client session; this revokes the families in
 * it, so that a refresh in flight loses too (Keycloak issue 51312).
 *
 * @param family the claim of the token
 * @param owner whose it is
 * @param token the token's values
 * @param address from which it was given back
 */
record TokenRevocation(FamilyClaim family, Owner owner, Head token, String address) {

    /** Revokes, and tells how many families it was. */
    int revokeIn(FamilyStore store) {
        long now = store.read(family.id()).now();
        Family unused = Family.opened(
                        family.id(),
                        owner,
                        family.start(),
                        family.generation(),
                        outlivingSiblings(now),
                        GraceTerms.NONE,
                        new Use(now, address),
                        AccessTokens.NONE)
                .revokedBecause(RevocationReason.TOKEN_REVOCATION);
        int own = revokeOwn(store, unused) ? 1 : 0;
        return own
                + store.revokeAll(
                        new Selection.OfClientSession(owner.realmId(), owner.clientId(), owner.sessionId()),
                        RevocationReason.TOKEN_REVOCATION);
    }

    /** Until the row is there and revoked: a first row that one call finds can be taken back before the next. */
    private boolean revokeOwn(FamilyStore store, Family unused) {
        do {
            if (store.insertRevoked(unused) || store.revoke(family.id(), RevocationReason.TOKEN_REVOCATION)) {
                return true;
            }
        } while (!isRevoked(store.read(family.id()).family()));
        return false;
    }

    private static boolean isRevoked(@Nullable Family row) {
        return row != null && row.revoked();
    }

    /** A refresh in flight may hold a token that expires later, by no more than this one is old. */
    private Head outlivingSiblings(long now) {
        @Nullable Long expiry = token.expiresAt();
        return expiry == null
                ? token
                : new Head(
                        token.tokenId(), token.issuedAt(), expiry + Math.max(0, now - token.issuedAt()), token.since());
    }
}
