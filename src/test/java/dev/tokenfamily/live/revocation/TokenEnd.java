package dev.tokenfamily.live.revocation;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Ending;
import java.util.List;

/**
 * An endpoint at which a client ends what a refresh token lives on.
 *
 * @param scope of the login that gave the token
 * @param reason that the family's row has then
 */
record TokenEnd(String endpoint, String parameter, String scope, String reason) {

    private static final String ONLINE = "openid";
    private static final String OFFLINE = "openid offline_access";

    static List<TokenEnd> all() {
        return List.of(
                new TokenEnd("revoke", "token", ONLINE, "TOKEN_REVOCATION"),
                new TokenEnd("revoke", "token", OFFLINE, "TOKEN_REVOCATION"),
                new TokenEnd("logout", "refresh_token", ONLINE, "SESSION_ENDED"),
                new TokenEnd("logout", "refresh_token", OFFLINE, "SESSION_ENDED"));
    }

    Ending by(App app, Tokens tokens) {
        return Ending.byClient(app, endpoint, parameter, tokens.refresh());
    }

    @Override
    public String toString() {
        return endpoint + ", " + scope;
    }
}
