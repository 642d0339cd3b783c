package dev.tokenfamily;

import dev.tokenfamily.token.FamilyIntrospectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.RefreshTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of Keycloak's introspection of refresh tokens, under the same id. */
public final class FamilyIntrospectionProviderFactory extends RefreshTokenIntrospectionProviderFactory {

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new FamilyIntrospectionProvider(session, Extension.of(session).families());
    }

    @Override
    public int order() {
        return 1;
    }
}
