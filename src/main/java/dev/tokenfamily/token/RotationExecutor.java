package dev.tokenfamily.token;

import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** Holds the policy that an admin configured, and leaves it in the session wherever refresh tokens are at stake. */
final class RotationExecutor implements ClientPolicyExecutorProvider<RotationExecutorConfiguration> {

    private static final Logger LOG = Logger.getLogger(RotationExecutor.class);

    private final KeycloakSession session;
    private Map<String, Object> config = Map.of();

    RotationExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void setupConfiguration(@Nullable RotationExecutorConfiguration configuration) {
        config = configuration == null ? Map.of() : configuration.getConfigAsMap();
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
                    TOKEN_INTROSPECT -> GoverningPolicy.set(session, policy());
            default -> {
                // nothing to do with refresh tokens
            }
        }
    }

    private Policy policy() {
        try {
            return PolicyParser.parse(config);
        } catch (InvalidPolicyException e) {
            LOG.warnf(
                    "Realm %s has a client profile with an invalid '%s', so its defaults apply: %s",
                    session.getContext().getRealm().getName(), RotationExecutorFactory.ID, e.getMessage());
            return PolicyParser.parse(Map.of());
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
