package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.tokenfamily.log.LogField;
import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.Reaction;
import dev.tokenfamily.policy.Rule;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * The executor's configuration as it was saved: kept raw, since the console sends strings, and since a value of the
 * wrong type must be named in the error rather than fail to be read.
 */
@JsonDeserialize(using = RotationExecutorConfiguration.AnyJson.class)
public final class RotationExecutorConfiguration extends ClientPolicyExecutorConfigurationRepresentation {

    private static final Logger LOG = Logger.getLogger(RotationExecutorConfiguration.class);

    private boolean anObject = true;

    /** The configuration where what was saved is JSON, but no object with keys. */
    private static RotationExecutorConfiguration ofNoObject() {
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
            requireRegisteredAction(parsed().policy());
            return true;
        } catch (InvalidPolicyException e) {
            String problem = RotationExecutorFactory.ID + ": " + e.getMessage();
            // the import of a realm does not show the answer
            LOG.infof("A client profile is refused. %s", LogField.of(problem));
            throw ErrorResponse.error(problem, Response.Status.BAD_REQUEST);
        }
    }

    /**
     * The rule; all defaults for all users, with a WARN that names the realm, where an invalid one came to be stored
     * nevertheless.
     */
    Rule ruleIn(RealmModel realm) {
        try {
            return parsed();
        } catch (InvalidPolicyException e) {
            LOG.warnf(
                    "Realm %s has a client profile with an invalid '%s', so its defaults apply: %s",
                    LogField.of(realm.getName()), RotationExecutorFactory.ID, LogField.of(e.getMessage()));
            return PolicyParser.rule(Map.of());
        }
    }

    private Rule parsed() {
        if (!anObject) {
            throw new InvalidPolicyException(List.of("The configuration must be a JSON object"));
        }
        return PolicyParser.rule(getConfigAsMap());
    }

    /** Refuses an action that the realm, whose profile is being saved, has not or has not enabled. */
    private static void requireRegisteredAction(Policy policy) {
        @Nullable String alias = policy.reaction().requiredActionOrNull();
        @Nullable KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (alias == null || alias.equals(Reaction.NOTICE_ACTION) || session == null) {
            return;
        }
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm != null && !isEnabled(realm.getRequiredActionProviderByAlias(alias))) {
            PolicyKey key = PolicyKey.ON_REUSE_REQUIRED_ACTION;
            throw new InvalidPolicyException(List.of("Invalid value '" + alias + "' of '" + key.text() + "': must be "
                    + key.type().range() + "; this realm has none that is enabled under that alias. Enabled are: "
                    + String.join(", ", enabledActions(realm))));
        }
    }

    /**
     * The required actions that a profile of that realm may name, by their aliases, sorted: those that the realm has enabled, and
     * ours, which becomes enabled when it is first needed.
     */
    public static List<String> enabledActions(RealmModel realm) {
        return Stream.concat(
                        Stream.of(Reaction.NOTICE_ACTION),
                        realm.getRequiredActionProvidersStream()
                                .filter(RotationExecutorConfiguration::isEnabled)
                                .map(RequiredActionProviderModel::getAlias))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isEnabled(@Nullable RequiredActionProviderModel registered) {
        return registered != null && registered.isEnabled();
    }

    /**
     * Reads a configuration from JSON of any kind. Keycloak converts what is stored before it asks us, at each request of a
     * token:
     * whatever failed to be read here would be a 500 there.
     */
    static final class AnyJson extends JsonDeserializer<RotationExecutorConfiguration> {

        @Override
        public RotationExecutorConfiguration deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            Object read = context.readValue(json, Object.class);
            if (read instanceof Map<?, ?> keys) {
                RotationExecutorConfiguration configuration = new RotationExecutorConfiguration();
                keys.forEach((name, value) -> configuration.setConfigAsMap(String.valueOf(name), value));
                return configuration;
            }
            return ofNoObject();
        }

        /** What {@code null} is read as: it means what an empty object means. */
        @Override
        public RotationExecutorConfiguration getNullValue(DeserializationContext context) {
            return new RotationExecutorConfiguration();
        }
    }
}
