package dev.tokenfamily.token;

import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.PolicyParser;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.ErrorResponse;

/**
 * The executor's configuration as it was saved: kept raw, since the console sends strings, and since a value of the
 * wrong type must be named in the error rather than fail to be read.
 */
public final class RotationExecutorConfiguration extends ClientPolicyExecutorConfigurationRepresentation {

    /**
     * Called by Keycloak before a profile is saved.
     *
     * @throws org.keycloak.services.ErrorResponseException 400, with a message that names key, value and range;
     *     returning false would give a text that says nothing
     */
    @Override
    public boolean validateConfig() {
        try {
            PolicyParser.parse(getConfigAsMap());
            return true;
        } catch (InvalidPolicyException e) {
            throw ErrorResponse.error(RotationExecutorFactory.ID + ": " + e.getMessage(), Response.Status.BAD_REQUEST);
        }
    }
}
