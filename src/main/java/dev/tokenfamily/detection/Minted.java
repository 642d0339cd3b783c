package dev.tokenfamily.detection;

import dev.tokenfamily.family.AccessTokens.AccessToken;
import dev.tokenfamily.family.Head;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak minted for a refresh, before it is known whether it may leave.
 *
 * @param tokenId {@code jti} of the new refresh token
 * @param issuedAt its {@code iat}, epoch seconds
 * @param expiresAt its {@code exp}, epoch seconds; null where it has none
 * @param accessToken issued with it
 */
public record Minted(
        String tokenId, long issuedAt, @Nullable Long expiresAt, AccessToken accessToken) {

    /**
     * What was minted, but issued no earlier than the token it replaces. On a node whose clock is behind it could otherwise
     * be older than its session, and Keycloak would refuse it for good.
     */
    Minted replacing(PresentedToken token) {
        return new Minted(tokenId, Math.max(issuedAt, token.issuedAt()), expiresAt, accessToken);
    }

    /** The minted refresh token as the head of its family, of a generation that there is since then, epoch seconds. */
    Head asHead(long since) {
        return new Head(tokenId, issuedAt, expiresAt, since);
    }
}
