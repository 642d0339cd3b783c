package dev.tokenfamily.revocation;

import dev.tokenfamily.family.AccessTokens;
import dev.tokenfamily.family.Family;
import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.FamilyStore;
import dev.tokenfamily.family.FamilyStore.Reading;
import dev.tokenfamily.family.GraceTerms;
import dev.tokenfamily.family.Head;
import dev.tokenfamily.family.Origin;
import dev.tokenfamily.family.Owner;
import dev.tokenfamily.family.RevocationReason;
import dev.tokenfamily.family.Selection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.RefreshToken;

/**
 * A refresh token that its client gave back (RFC 7009). Keycloak ends the client session; this revokes the families in
 * it, so that a refresh in flight loses too (Keycloak issue 51312).
 *
 * @param family the claim of the token
 * @param owner whose it is
 * @param token the token's values
 * @param origin of the request that gave it back
 */
record TokenRevocation(FamilyClaim family, Owner owner, Head token, Origin origin) implements Revocation {

    /**
     * The revocation that a request to the revocation endpoint asks for.
     *
     * @param governed whether a policy applies to its client
     * @return empty where nobody would look for a family of that token: it has no claim, and no policy governs it
     */
    static Optional<TokenRevocation> of(EndingRequest request, boolean governed) {
        RefreshToken token = request.token();
        return request.claim()
                .filter(family -> governed || request.hasClaim())
                .map(family -> new TokenRevocation(
                        family,
                        request.owner(),
                        new Head(token.getId(), token.getIat(), token.getExp(), family.since()),
                        new Origin(request.origin().address(), null)));
    }

    @Override
    public int revokeIn(FamilyStore store) {
        int own = revokeOwn(store) ? 1 : 0;
        return own
                + store.revokeAll(
                        Selection.ofClientSession(owner.realmId(), owner.clientId(), owner.sessionId()),
                        RevocationReason.TOKEN_REVOCATION);
    }

    @Override
    public List<SelectionRevocation> ended() {
        return List.of(new SelectionRevocation(
                Selection.ofClientSession(owner.realmId(), owner.clientId(), owner.sessionId()),
                RevocationReason.TOKEN_REVOCATION));
    }

    /** Tries until the row is there and revoked: a first row that one call finds can be taken back before the next. */
    private boolean revokeOwn(FamilyStore store) {
        Reading reading = store.read(owner, family.id());
        while (isOpen(reading.family())) {
            boolean done = reading.family() == null
                    ? store.insertRevoked(unused(reading.now()))
                    : store.revoke(owner, family.id(), RevocationReason.TOKEN_REVOCATION)
                            .isPresent();
            if (done) {
                return true;
            }
            reading = store.read(owner, family.id());
        }
        return false;
    }

    private Family unused(long now) {
        return Family.opened(
                        family.id(),
                        owner,
                        family.start(),
                        family.generation(),
                        outlivingSiblings(now),
                        GraceTerms.NONE,
                        now,
                        origin,
                        AccessTokens.NONE)
                .revokedBecause(RevocationReason.TOKEN_REVOCATION);
    }

    /** Whether there is something to revoke: nobody else's row, whatever the token says. */
    private boolean isOpen(@Nullable Family row) {
        return row == null || (!row.revoked() && row.owner().sameParties(owner));
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
