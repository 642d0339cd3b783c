package dev.tokenfamily.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.clientpolicy.RotationExecutorConfiguration;
import dev.tokenfamily.policy.PolicyParser;
import dev.tokenfamily.policy.Rule;
import java.util.List;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * What an example comes to: a client profile with our executor, and the client policy that applies it.
 *
 * @param profile its name
 * @param rule what the executor reads
 * @param policy its name
 * @param profiles those that it applies
 * @param condition the one that it has
 * @param whose the configuration of the condition
 */
record Governed(String profile, Rule rule, String policy, List<String> profiles, String condition, JsonNode whose) {

    /** By Keycloak's classes, with one profile, one executor, one policy and one condition. */
    static Governed of(ClientProfilesRepresentation profiles, ClientPoliciesRepresentation policies) {
        ClientProfileRepresentation profile = only(profiles.getProfiles());
        ClientPolicyExecutorRepresentation executor = only(profile.getExecutors());
        ClientPolicyRepresentation policy = only(policies.getPolicies());
        ClientPolicyConditionRepresentation condition = only(policy.getConditions());
        assertThat(executor.getExecutorProviderId()).isEqualTo("refresh-token-family-rotation");
        assertThat(policy.isEnabled()).isTrue();
        return new Governed(
                profile.getName(),
                rule(executor.getConfiguration()),
                policy.getName(),
                policy.getProfiles(),
                condition.getConditionProviderId(),
                condition.getConfiguration());
    }

    /** As Keycloak has the configuration read, before it saves it and at each request. */
    private static Rule rule(JsonNode saved) {
        RotationExecutorConfiguration configuration =
                JsonSerialization.mapper.convertValue(saved, RotationExecutorConfiguration.class);
        assertThat(configuration.validateConfig()).isTrue();
        return PolicyParser.rule(configuration.getConfigAsMap());
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
