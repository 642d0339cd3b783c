package dev.tokenfamily.testserver;

import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Another extension, which refuses a request with the parameter {@code test_fail=post-processor} at the last moment. */
public final class FailingPostProcessorFactory implements TokenPostProcessorFactory {

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return context -> {
            if ("post-processor".equals(FailOnDemand.wanted(session))) {
                throw new TokenInterceptorException(OAuthErrorException.INVALID_REQUEST, "Refused on demand");
            }
        };
    }

    @Override
    public String getId() {
        return "test-failing";
    }
}
