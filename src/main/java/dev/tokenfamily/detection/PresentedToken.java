package dev.tokenfamily.detection;

import dev.tokenfamily.family.FamilyClaim;
import dev.tokenfamily.family.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token that somebody presented, verified by Keycloak: signature, client, expiry, key binding, session.
 *
 * @param familyId from its claim, or its own {@code jti} where it has none
 * @param generation from its claim, or 0
 * @param start issuance of the family's first token, epoch seconds
 * @param since issuance of this generation, epoch seconds
 * @param issuedAt its {@code iat}, epoch seconds
 * @param expiresAt its {@code exp}, epoch seconds; null where it has none (offline tokens)
 * @param accessTokenId of the access token issued at the login; null where unknown
 * @param owner whose it is
 */
public record PresentedToken(
        String familyId,
        int generation,
        long start,
        long since,
        long issuedAt,
        @Nullable Long expiresAt,
        @Nullable String accessTokenId,
        Owner owner) {

    /** An {@code exp} of 0, with which old versions of Keycloak said that there is none, is none. */
    public PresentedToken {
        expiresAt = expiresAt != null && expiresAt == 0 ? null : expiresAt;
    }

    /** A token with a family claim. */
    public static PresentedToken claimed(FamilyClaim claim, long issuedAt, @Nullable Long expiresAt, Owner owner) {
        return new PresentedToken(
                claim.id(),
                claim.generation(),
                claim.start(),
                claim.since(),
                issuedAt,
                expiresAt,
                claim.accessTokenId(),
                owner);
    }

    /**
     * A token from before its client was governed: the first of a family of its own.
     *
     * @param tokenId its {@code jti}
     * @param sessionStart when its client session began, epoch seconds
     */
    public static PresentedToken adopted(
            String tokenId, long sessionStart, long issuedAt, @Nullable Long expiresAt, Owner owner) {
        return new PresentedToken(tokenId, 0, sessionStart, issuedAt, issuedAt, expiresAt, null, owner);
    }
}
