package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.StoredModels;
import dev.tokenfamily.policy.PolicyParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/** Which executors the client policies of a realm apply, in which order: the last of ours governs. */
final class AppliedExecutorTest {

    private final ClientPoliciesRepresentation policies = new ClientPoliciesRepresentation();
    private final ClientProfilesRepresentation profiles = new ClientProfilesRepresentation();

    private static ClientPolicyRepresentation policy(
            @Nullable String name, @Nullable Boolean enabled, String... profiles) {
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setName(name);
        policy.setEnabled(enabled);
        policy.setProfiles(Arrays.asList(profiles));
        return policy;
    }

    private static ClientProfileRepresentation profile(String name, String... executorIds) {
        ClientProfileRepresentation profile = new ClientProfileRepresentation();
        profile.setName(name);
        profile.setExecutors(
                Arrays.stream(executorIds).map(AppliedExecutorTest::executor).toList());
        return profile;
    }

    private static ClientPolicyExecutorRepresentation executor(String id) {
        ClientPolicyExecutorRepresentation executor = new ClientPolicyExecutorRepresentation();
        executor.setExecutorProviderId(id);
        return executor;
    }

    /** Each as "policy profile executor". */
    private List<String> applied() {
        return AppliedExecutor.list(policies, profiles).stream()
                .map(applied -> applied.clientPolicy().getName() + " " + applied.profile() + " "
                        + applied.executor().getExecutorProviderId())
                .toList();
    }

    @Nested
    final class GivenPoliciesOfTheServerAndOfTheRealm {

        @Test
        void thenThoseOfTheServerComeFirst() {
            policies.setPolicies(List.of(policy("realm-1", true, "p"), policy("realm-2", true, "p")));
            policies.setGlobalPolicies(List.of(policy("server", true, "p")));
            profiles.setProfiles(List.of(profile("p", "x")));

            assertThat(applied()).containsExactly("server p x", "realm-1 p x", "realm-2 p x");
        }

        @Test
        void thenOnlyThoseThatAreEnabledAndNamedApply() {
            policies.setPolicies(List.of(
                    policy("off", false, "p"),
                    policy("unset", null, "p"),
                    policy(null, true, "p"),
                    policy("on", true, "p")));
            profiles.setProfiles(List.of(profile("p", "x")));

            assertThat(applied()).containsExactly("on p x");
        }
    }

    @Nested
    final class GivenProfilesByName {

        @Test
        void thenTheirExecutorsComeInTheOrderOfThePolicy() {
            policies.setPolicies(List.of(policy("policy", true, "second", "first")));
            profiles.setProfiles(List.of(profile("first", "a"), profile("second", "b", "c")));

            assertThat(applied()).containsExactly("policy second b", "policy second c", "policy first a");
        }

        @Test
        void thenThatOfTheRealmHidesThatOfTheServer() {
            policies.setPolicies(List.of(policy("policy", true, "p", "only-server")));
            profiles.setProfiles(List.of(profile("p", "of-realm")));
            profiles.setGlobalProfiles(List.of(profile("p", "of-server"), profile("only-server", "x")));

            assertThat(applied()).containsExactly("policy p of-realm", "policy only-server x");
        }

        @Test
        void thenOneThatIsMissingAppliesNothing() {
            policies.setPolicies(List.of(policy("policy", true, "gone", "P", "p")));
            profiles.setProfiles(List.of(profile("p", "x")));

            assertThat(applied()).containsExactly("policy p x");
        }

        @Test
        void thenOneWithoutExecutorsAppliesNothing() {
            ClientProfileRepresentation empty = new ClientProfileRepresentation();
            empty.setName("p");
            empty.setExecutors(null);
            policies.setPolicies(List.of(policy("policy", true, "p")));
            profiles.setProfiles(List.of(empty));

            assertThat(applied()).isEmpty();
        }
    }

    @Nested
    final class GivenNullsInTheLists {

        @Test
        void thenTheOthersApply() {
            ClientProfileRepresentation profile = profile("p", "x");
            profile.setExecutors(Arrays.asList(null, executor("y")));
            ClientPolicyRepresentation policy = policy("policy", true);
            policy.setProfiles(Arrays.asList(null, "p"));
            policies.setPolicies(Arrays.asList(null, policy));
            profiles.setProfiles(Arrays.asList(null, profile));
            assertThat(applied()).containsExactly("policy p y");
        }
    }

    @Nested
    final class GivenNothingAtAll {

        @Test
        void thenNothingApplies() {
            policies.setPolicies(null);
            policies.setGlobalPolicies(null);
            assertThat(applied()).isEmpty();
        }

        @Test
        void thenAPolicyWithoutProfilesAppliesNothing() {
            ClientPolicyRepresentation bare = policy("policy", true);
            bare.setProfiles(null);
            policies.setPolicies(List.of(bare));
            assertThat(applied()).isEmpty();
        }
    }

    @Nested
    final class GivenOurExecutor {

        private final ClientPolicyExecutorRepresentation ours = executor(RotationExecutorFactory.ID);
        private final AppliedExecutor applied = new AppliedExecutor(policy("policy", true, "profile"), "profile", ours);

        @Test
        void thenItIsKnownByItsId() {
            assertThat(applied.runs("refresh-token-family-rotation")).isTrue();
            assertThat(applied.runs("suppress-refresh-token-rotation")).isFalse();
        }

        @Test
        void thenItsConfigurationIsRead() {
            ours.setConfiguration(JsonSerialization.mapper.createObjectNode().put("grace-period-seconds", 7));
            assertThat(applied.configuration()
                            .ruleIn(StoredModels.realm("realm"))
                            .policy())
                    .isEqualTo(PolicyParser.parse(Map.of("grace-period-seconds", 7)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"text\"", "\"\"", "[]", "[[1]]", "7", "1.5", "true"})
        void thenItHasItsDefaultsWhereNoObjectIsStored(String json) throws IOException {
            ours.setConfiguration(JsonSerialization.mapper.readTree(json));
            assertThat(applied.configuration()
                            .ruleIn(StoredModels.realm("realm"))
                            .policy())
                    .isEqualTo(PolicyParser.parse(Map.of()));
        }

        @Test
        void thenItHasItsDefaultsWhereNothingIsStored() {
            ours.setConfiguration(null);
            assertThat(applied.configuration()
                            .ruleIn(StoredModels.realm("realm"))
                            .policy())
                    .isEqualTo(PolicyParser.parse(Map.of()));
        }
    }
}
