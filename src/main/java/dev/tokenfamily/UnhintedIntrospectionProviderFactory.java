package dev.tokenfamily;

import dev.tokenfamily.token.UnhintedIntrospectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/**
 * Takes the place of Keycloak's introspection of access tokens, and of whatever else comes without a hint, under the same id.
 */
public final class UnhintedIntrospectionProviderFactory extends AccessTokenIntrospectionProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new UnhintedIntrospectionProvider(session, Extension.of(session).families());
    }

    @Override
    public int order() {
        return 1;
    }
}
