package dev.tokenfamily.clientpolicy;

import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.ValueType.Alias;
import dev.tokenfamily.policy.ValueType.Names;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.TrueOrFalse;
import dev.tokenfamily.policy.ValueType.Whole;
import java.util.Arrays;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** Offers the executor to the client policies of the admin console. */
public final class RotationExecutorFactory implements ClientPolicyExecutorProviderFactory {

    /** The id by which profiles name the executor. */
    public static final String ID = "refresh-token-family-rotation";

    @Override
    public ClientPolicyExecutorProvider<?> create(KeycloakSession session) {
        return new RotationExecutor(session);
    }

    /** The console shows this one as it is, without looking it up in the messages. */
    @Override
    public String getHelpText() {
        return "Rotates the refresh tokens of the clients that the policy matches, detects the reuse of a token that was"
                + " already rotated, and revokes its token family. Where several matching policies carry this executor,"
                + " the last one wins that is for the user.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return Arrays.stream(PolicyKey.values())
                .map(RotationExecutorFactory::property)
                .toList();
    }

    /** How the console shows a key; label and help text are keys of messages. */
    public static ProviderConfigProperty property(PolicyKey key) {
        ProviderConfigProperty property = new ProviderConfigProperty();
        property.setName(key.text());
        property.setLabel("token-family." + key.text());
        property.setHelpText("token-family." + key.text() + ".help");
        property.setDefaultValue(key.type().defaultText());
        if (key.type() instanceof OneOf oneOf) {
            property.setType(ProviderConfigProperty.LIST_TYPE);
            property.setOptions(oneOf.texts());
        } else if (key.type() instanceof Whole || key.type() instanceof Alias) {
            property.setType(ProviderConfigProperty.STRING_TYPE);
        } else if (key.type() instanceof Names) {
            property.setType(ProviderConfigProperty.MULTIVALUED_STRING_TYPE);
        } else if (key.type() instanceof TrueOrFalse trueOrFalse) {
            property.setType(ProviderConfigProperty.BOOLEAN_TYPE);
            property.setDefaultValue(trueOrFalse.defaultValue());
        }
        return property;
    }

    @Override
    public void init(Config.Scope config) {
        // configured per profile
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to prepare
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public String getId() {
        return ID;
    }
}
