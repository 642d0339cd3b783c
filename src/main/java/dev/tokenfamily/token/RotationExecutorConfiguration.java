package dev.tokenfamily.token;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.ErrorResponse;

/**
 * The executor's configuration as it was saved: kept raw, since the console sends strings, and since a value of the
 * wrong type must be named in the error rather than fail to be read.
 */
@JsonDeserialize(using = AnyJson.class)
public final class RotationExecutorConfiguration extends ClientPolicyExecutorConfigurationRepresentation {

    private static final Logger LOG = Logger.getLogger(RotationExecutorConfiguration.class);

    private boolean anObject = true;

    /** What was saved is JSON, but no object with keys. */
    static RotationExecutorConfiguration ofNoObject() {
        RotationExecutorConfiguration configuration = new RotationExecutorConfiguration();
        configuration.anObject = false;
        return configuration;
    }

    /**
     * Called by Keycloak before a profile is saved.
     *
     * @throws org.keycloak.services.ErrorResponseException 400, with a message that names key, value and range;
     *     returning false would give a text that says nothing
     */
    @Override
    public boolean validateConfig() {
        try {
            RequiredActions.requireRegistered(parsed());
            return true;
        } catch (InvalidPolicyException e) {
            String problem = RotationExecutorFactory.ID + ": " + e.getMessage();
            // the import of a realm does not show the answer
            LOG.infof("A client profile is refused. %s", LogField.of(problem));
            throw ErrorResponse.error(problem, Response.Status.BAD_REQUEST);
        }
    }

    /** The policy; its defaults, with a WARN, where an invalid one came to be stored nevertheless. */
    Policy policyIn(RealmModel realm) {
        try {
            return parsed();
        } catch (InvalidPolicyException e) {
            LOG.warnf(
                    "Realm %s has a client profile with an invalid '%s', so its defaults apply: %s",
                    LogField.of(realm.getName()), RotationExecutorFactory.ID, LogField.of(e.getMessage()));
            return PolicyParser.parse(Map.of());
        }
    }

    private Policy parsed() {
        if (!anObject) {
            throw new InvalidPolicyException(List.of("The configuration must be a JSON object"));
        }
        return PolicyParser.parse(getConfigAsMap());
    }
}
