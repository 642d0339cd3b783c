package dev.tokenfamily.token;

import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenContext;

/** The grant's context, in which the realm's own reuse check is off. */
final class GrantContextWithoutReuseCheck extends OAuth2GrantType.Context {

    private GrantContextWithoutReuseCheck(OAuth2GrantType.Context original) {
        super(
                original.getSession(),
                original.getClientConfig(),
                original.getClientAuthAttributes(),
                original.getFormParams(),
                original.getEvent(),
                original.getCors(),
                original.getTokenManager());
        this.realm = new RealmWithoutReuseCheck(original.getRealm());
    }

    static RefreshTokenContext in(RefreshTokenContext context) {
        return new RefreshTokenContext(
                context.oldRefreshToken(),
                new GrantContextWithoutReuseCheck(context.grantContext()),
                context.grant(),
                context.tokenManager(),
                context.scopeParameter(),
                context.resourceParameter());
    }
}
