package dev.tokenfamily.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What is answered to a refresh.
 *
 * @param token the refresh token that comes with an access token; null where the refresh is refused
 * @param expired whether it is refused because the login has reached the lifetime that was meant for it
 * @param alarm whether this refresh has shown that two parties hold a copy
 */
public record Answer(@Nullable Token token, boolean expired, boolean alarm) {

    /** Refused, because the token is no good any more. */
    static final Answer REFUSED = new Answer(null, false, false);

    /** Refused, and all tokens of the login with it, because two parties hold a copy. */
    static final Answer ALARM = new Answer(null, false, true);

    /** Refused, because the login was to end by now. */
    static final Answer EXPIRED = new Answer(null, true, false);

    static Answer given(Token token) {
        return new Answer(token, false, false);
    }
}
