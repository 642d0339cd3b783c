package dev.tokenfamily.family;

import java.util.ArrayList;
import java.util.List;

/**
 * The access tokens of a family: those that end with it when it is revoked. The newest that may not have expired are known by
 * name; of all others it is known how long they live at most.
 *
 * <p>When a token has expired is for the clock of the node to say that is shown it, and nobody here has that clock at hand.
 * So it counts as alive for an hour more, as long as {@link Retention} keeps a row longer than its tokens need.
 *
 * @param tokens by name, oldest first
 * @param unnamedUntil the latest {@code exp} that one without a name can have, epoch seconds; 0 where there are none
 */
public record AccessTokens(List<AccessToken> tokens, long unnamedUntil) {

    /** How many are known by name at most. */
    public static final int LIMIT = 32;

    /** Of a family that has none yet. */
    public static final AccessTokens NONE = new AccessTokens(List.of());

    /** By so much may the clock of a node be behind that of the database, or of another node. */
    public static final long CLOCKS_DIFFER = 3600;

    private static final long HOUR = 3600;

    /**
     * One access token that is known by name.
     *
     * @param tokenId its {@code jti}
     * @param expiresAt its {@code exp}, epoch seconds
     */
    public record AccessToken(String tokenId, long expiresAt) {}

    public AccessTokens {
        tokens = List.copyOf(tokens);
    }

    /** Access tokens that are all known by name. */
    public AccessTokens(List<AccessToken> tokens) {
        this(tokens, 0);
    }

    /**
     * These access tokens and one more, without those that have expired for all nodes at {@code now}, epoch seconds. The oldest
     * beyond the {@link #LIMIT} lose their names.
     */
    public AccessTokens plus(AccessToken newest, long now) {
        List<AccessToken> kept = new ArrayList<>(acceptable(now));
        kept.add(newest);
        return new AccessTokens(kept, unnamedUntil).newest(LIMIT);
    }

    /** These access tokens, of which no more than {@code most} keep their names, the newest. */
    public AccessTokens newest(int most) {
        if (tokens.size() <= most) {
            return this;
        }
        int nameless = tokens.size() - most;
        long until = tokens.subList(0, nameless).stream()
                .mapToLong(AccessToken::expiresAt)
                .reduce(unnamedUntil, Math::max);
        return new AccessTokens(tokens.subList(nameless, tokens.size()), until);
    }

    /** These access tokens and others without names, that expire no later than {@code expiresAt}, epoch seconds. */
    public AccessTokens plusUnnamed(long expiresAt) {
        return new AccessTokens(tokens, Math.max(unnamedUntil, expiresAt));
    }

    /**
     * These access tokens and others without names, that expire at {@code expiresAt}, epoch seconds, and with them those minted
     * in the next hour if they live no longer: whoever mints many writes this down once an hour.
     */
    public AccessTokens coveringUnnamed(long expiresAt) {
        return plusUnnamed(Math.floorDiv(expiresAt, HOUR) * HOUR + 2 * HOUR);
    }

    /** Whether an access token that expires at {@code expiresAt}, epoch seconds, may go without a name. */
    public boolean coversUnnamed(long expiresAt) {
        return expiresAt <= unnamedUntil;
    }

    /**
     * Whether there can be an access token that nobody can name, and that some node accepts when it is {@code now}, epoch
     * seconds, elsewhere.
     */
    public boolean someUnnamedAt(long now) {
        return unnamedUntil > 0 && unnamedUntil + CLOCKS_DIFFER >= now;
    }

    /**
     * The access tokens that some node may accept when it is {@code now}, epoch seconds, elsewhere. Keycloak accepts a token
     * in the second of its {@code exp} too.
     */
    public List<AccessToken> acceptable(long now) {
        return tokens.stream().filter(t -> t.expiresAt() + CLOCKS_DIFFER >= now).toList();
    }
}
