package dev.tokenfamily.token;

import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;

/** The grant's context, in which Keycloak's own reuse check is off, unless it turns out that it must stay. */
final class GrantContextWithoutReuseCheck extends OAuth2GrantType.Context {

    private GrantContextWithoutReuseCheck(OAuth2GrantType.Context original, RealmWithoutReuseCheck realm) {
        super(
                original.getSession(),
                original.getClientConfig(),
                original.getClientAuthAttributes(),
                original.getFormParams(),
                original.getEvent(),
                original.getCors(),
                original.getTokenManager());
        this.realm = realm;
        if (ClientSwitch.isSetOn(client)) {
            this.client = new ClientWithoutReuseCheck(client, realm);
        }
    }

    /**
     * For that token. One without the claim keeps the check until it is known whether it has a row: Keycloak lets only one
     * request at a time through with it, from the very beginning.
     */
    static RefreshTokenContext in(RefreshTokenContext context) {
        RealmWithoutReuseCheck realm =
                new RealmWithoutReuseCheck(context.grantContext().getRealm());
        realm.keepCheck(!PresentedTokenReader.hasClaim(context.oldRefreshToken()));
        return new RefreshTokenContext(
                context.oldRefreshToken(),
                new GrantContextWithoutReuseCheck(context.grantContext(), realm),
                context.grant(),
                context.tokenManager(),
                context.scopeParameter(),
                context.resourceParameter());
    }
}
