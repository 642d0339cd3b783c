package dev.tokenfamily.simulation;

/** A token endpoint, as far as one login is concerned. */
public interface Endpoint {

    /** How long an access token lives: Keycloak's default. */
    long ACCESS_TOKEN = 5 * VirtualTime.MINUTE;

    /** The token that comes with the login. */
    Token login(long now);

    /**
     * Answers a token that it has issued itself.
     *
     * @param now milliseconds; never before those of the last call
     */
    Answer refresh(Token token, Visit visit, long now);
}
