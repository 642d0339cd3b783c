package dev.tokenfamily.clientpolicy;

import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** Holds the rule that an admin configured, and leaves it in the session wherever refresh tokens are at stake. */
final class RotationExecutor implements ClientPolicyExecutorProvider<RotationExecutorConfiguration> {

    private final KeycloakSession session;
    private RotationExecutorConfiguration configuration = new RotationExecutorConfiguration();

    RotationExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void setupConfiguration(@Nullable RotationExecutorConfiguration stored) {
        configuration = stored == null ? new RotationExecutorConfiguration() : stored;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) {
        switch (context.getEvent()) {
            case TOKEN_REQUEST,
                    RESOURCE_OWNER_PASSWORD_CREDENTIALS_REQUEST,
                    SERVICE_ACCOUNT_TOKEN_REQUEST,
                    DEVICE_TOKEN_REQUEST,
                    BACKCHANNEL_TOKEN_REQUEST,
                    TOKEN_EXCHANGE_REQUEST,
                    TOKEN_REFRESH,
                    TOKEN_REVOKE,
                    LOGOUT_REQUEST,
                    TOKEN_INTROSPECT ->
                GoverningPolicy.add(
                        session,
                        context,
                        configuration.ruleIn(session.getContext().getRealm()));
            default -> {
                // nothing to do with refresh tokens
            }
        }
    }

    @Override
    public Class<RotationExecutorConfiguration> getExecutorConfigurationClass() {
        return RotationExecutorConfiguration.class;
    }

    @Override
    public String getProviderId() {
        return RotationExecutorFactory.ID;
    }
}
