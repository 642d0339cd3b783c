package dev.tokenfamily.promises;

/**
 * One request with a refresh token, as its client saw it.
 *
 * @param generation of the presented token
 * @param start before the request was sent, nanoseconds of the one clock of all clients
 * @param end after the answer was read, or given up
 */
public record Attempt(String family, int generation, long start, long end, Outcome outcome) {

    private static final String SPARED = "Refresh token was used before, maybe while the server stood still";

    /** What came back. */
    public sealed interface Outcome {}

    /** Tokens: the refresh token's {@code jti} and generation. */
    public record Granted(String tokenId, int generation) implements Outcome {}

    /** {@code invalid_grant}, with this description. */
    public record Refused(String description) implements Outcome {}

    /** Nothing, or nothing that says anything about the token: a lost connection, a 5xx. */
    public record Unanswered() implements Outcome {}

    boolean granted() {
        return outcome instanceof Granted;
    }

    /** Without alarm, since a node may have held it up. */
    boolean spared() {
        return outcome instanceof Refused refused && refused.description().equals(SPARED);
    }

    boolean refused() {
        return outcome instanceof Refused;
    }
}
