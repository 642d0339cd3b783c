package dev.tokenfamily.testserver;

import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessTokenResponse;

/** A protocol mapper that breaks a request which asks for {@link Disturbance#BROKEN}. */
public final class FailingResponseMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenResponseMapper {

    @Override
    public AccessTokenResponse transformAccessTokenResponse(
            AccessTokenResponse response,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        if (Disturbance.of(session) == Disturbance.BROKEN) {
            throw new IllegalStateException("Broken on demand");
        }
        return response;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getDisplayType() {
        return "Failing on demand";
    }

    @Override
    public String getHelpText() {
        return "For tests";
    }

    @Override
    public String getId() {
        return "test-failing-mapper";
    }
}
