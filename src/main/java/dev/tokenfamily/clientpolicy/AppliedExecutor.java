package dev.tokenfamily.clientpolicy;

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
 * @param clientPolicy that applies it
 * @param profile the name of the profile that has it
 * @param executor with its id and its configuration
 */
record AppliedExecutor(
        ClientPolicyRepresentation clientPolicy, String profile, ClientPolicyExecutorRepresentation executor) {

    /** All executors of those client policies, in the order in which Keycloak runs them. */
    static List<AppliedExecutor> list(ClientPoliciesRepresentation policies, ClientProfilesRepresentation profiles) {
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

    /** Whether it is the executor with that id. */
    boolean runs(String executorId) {
        return executorId.equals(executor.getExecutorProviderId());
    }

    /** Reads the configuration, of an executor that is ours. */
    RotationExecutorConfiguration configuration() {
        return JsonSerialization.mapper.convertValue(
                StoredConfiguration.of(executor), RotationExecutorConfiguration.class);
    }

    private static <T> Stream<T> each(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.<T>of()).stream().filter(Objects::nonNull);
    }
}
