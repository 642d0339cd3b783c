package dev.tokenfamily;

import dev.tokenfamily.admin.LifetimesScope;
import dev.tokenfamily.token.ToldLifetimes;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessTokenResponse;

/**
 * A mapper for a client scope or a client, whose clients are told how long their refresh tokens last. Nobody is told where an admin
 * has not added it. It changes no token.
 */
public final class LifetimesMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenResponseMapper {

    @Override
    public AccessTokenResponse transformAccessTokenResponse(
            AccessTokenResponse response,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        ToldLifetimes.tell(response, session, context.getClientSession());
        return response;
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Refresh token lifetimes";
    }

    @Override
    public String getHelpText() {
        return "Tells clients that a token family policy governs how long their refresh tokens last: refresh_token_timeout and"
                + " authorization_expires_in in the token response (draft-ietf-oauth-refresh-token-expiration).";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public String getId() {
        return LifetimesScope.MAPPER;
    }
}
