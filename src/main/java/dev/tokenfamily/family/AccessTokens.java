package dev.tokenfamily.family;

import java.util.ArrayList;
import java.util.List;

/** The newest unexpired access tokens of a family, oldest first: those that end with it when it is revoked. */
public record AccessTokens(List<AccessToken> tokens) {

    /** How many are remembered. Older ones live until their own expiry. */
    public static final int LIMIT = 16;

    /** None yet. */
    public static final AccessTokens NONE = new AccessTokens(List.of());

    /**
     * One of them.
     *
     * @param tokenId its {@code jti}
     * @param expiresAt its {@code exp}, epoch seconds
     */
    public record AccessToken(String tokenId, long expiresAt) {}

    public AccessTokens {
        tokens = List.copyOf(tokens);
    }

    /** These and one more, without those that have expired at {@code now} and without the oldest beyond the limit. */
    public AccessTokens plus(AccessToken newest, long now) {
        List<AccessToken> kept = new ArrayList<>(unexpired(now));
        kept.add(newest);
        return new AccessTokens(kept.subList(Math.max(0, kept.size() - LIMIT), kept.size()));
    }

    /** Those that are still valid at {@code now}, epoch seconds. Keycloak accepts a token in the second of its {@code exp} too. */
    public List<AccessToken> unexpired(long now) {
        return tokens.stream().filter(t -> t.expiresAt() >= now).toList();
    }
}
