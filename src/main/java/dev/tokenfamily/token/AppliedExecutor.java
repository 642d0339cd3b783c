package dev.tokenfamily.token;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * An executor that an enabled client policy applies.
 *
 * @param profile that it is in, by its name
 */
record AppliedExecutor(
        ClientPolicyRepresentation clientPolicy, String profile, ClientPolicyExecutorRepresentation executor) {

    /** All of them, in the order in which Keycloak runs them. */
    static List<AppliedExecutor> all(ClientPoliciesRepresentation policies, ClientProfilesRepresentation profiles) {
        return Stream.of(policies.getGlobalPolicies(), policies.getPolicies())
                .flatMap(AppliedExecutor::each)
                .filter(policy -> policy.getName() != null && Boolean.TRUE.equals(policy.isEnabled()))
                .flatMap(policy -> of(policy, profiles))
                .toList();
    }

    private static Stream<AppliedExecutor> of(
            ClientPolicyRepresentation policy, ClientProfilesRepresentation profiles) {
        return each(policy.getProfiles())
                .flatMap(name -> Stream.of(profiles.getProfiles(), profiles.getGlobalProfiles())
                        .flatMap(AppliedExecutor::each)
                        .filter(profile -> name.equals(profile.getName()))
                        .findFirst()
                        .map(ClientProfileRepresentation::getExecutors)
                        .stream()
                        .flatMap(AppliedExecutor::each)
                        .map(executor -> new AppliedExecutor(policy, name, executor)));
    }

    boolean runs(String executorId) {
        return executorId.equals(executor.getExecutorProviderId());
    }

    /** Of ours. */
    RotationExecutorConfiguration configuration() {
        return JsonSerialization.mapper.convertValue(
                StoredConfiguration.of(executor), RotationExecutorConfiguration.class);
    }

    private static <T> Stream<T> each(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.<T>of()).stream().filter(Objects::nonNull);
    }
}
