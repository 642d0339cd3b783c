package dev.tokenfamily.family;

import org.jspecify.annotations.Nullable;

/**
 * The newest refresh token of a family, as the few values from which it can be minted again byte for byte.
 *
 * @param tokenId its {@code jti}
 * @param issuedAt its {@code iat}, epoch seconds of the issuing node
 * @param expiresAt its {@code exp}, epoch seconds; null where the token has none (offline tokens)
 * @param since when its generation was issued, epoch seconds of the database's clock
 */
public record Head(String tokenId, long issuedAt, @Nullable Long expiresAt, long since) {

    /** An {@code exp} of 0, with which old versions of Keycloak said that there is none, is none. */
    public Head {
        expiresAt = expiresAt != null && expiresAt == 0 ? null : expiresAt;
    }

    /** Whether this token ends no earlier than another one; one without {@code exp} never ends. */
    public boolean outlasts(Head other) {
        Long own = expiresAt;
        Long others = other.expiresAt;
        return own == null || (others != null && own >= others);
    }
}
