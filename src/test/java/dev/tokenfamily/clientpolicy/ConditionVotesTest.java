package dev.tokenfamily.clientpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.policy.UnreadablePoliciesException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.util.JsonSerialization;

/** Whether a client policy applies to the refreshes of a client, by the votes of its conditions. */
final class ConditionVotesTest {

    private final List<ClientPolicyConditionRepresentation> asked = new ArrayList<>();

    /** Asks none of the conditions for more than what the test has put into it. */
    private final ConditionVotes votes = new ConditionVotes(condition -> {
        asked.add(condition);
        return ClientPolicyVote.valueOf(
                condition.getConfiguration().path("vote").asText("YES").toUpperCase(Locale.ROOT));
    });

    private static ClientPolicyRepresentation policy(
            @Nullable String mode, @Nullable List<ClientPolicyConditionRepresentation> conditions) {
        ClientPolicyRepresentation policy = new ClientPolicyRepresentation();
        policy.setMode(mode);
        policy.setConditions(conditions);
        return policy;
    }

    private static ClientPolicyConditionRepresentation condition(String id, String member, String value) {
        ClientPolicyConditionRepresentation condition = new ClientPolicyConditionRepresentation();
        condition.setConditionProviderId(id);
        JsonNode configuration = JsonSerialization.mapper.createObjectNode().put(member, value);
        condition.setConfiguration(configuration);
        return condition;
    }

    /** One that Keycloak has, and that looks at no request. */
    private static ClientPolicyConditionRepresentation voting(String vote) {
        return condition("client-roles", "vote", vote);
    }

    private Optional<Boolean> on(@Nullable String mode, String... separate) {
        return votes.decide(policy(
                mode, Arrays.stream(separate).map(ConditionVotesTest::voting).toList()));
    }

    @Nested
    final class GivenConditionsThatLookAtNoRequest {

        @ParameterizedTest
        @CsvSource({
            "yes, true",
            "no, false",
            "abstain, false",
            "yes yes, true",
            "yes no, false",
            "no yes, false",
            "yes abstain, true",
            "abstain yes, true",
            "abstain abstain, false"
        })
        void thenOneMustSayYesAndNoneNo(String together, boolean applies) {
            Optional<Boolean> expected = applies ? Optional.of(true) : Optional.empty();
            assertThat(on(null, together.split(" ", -1))).isEqualTo(expected);
            assertThat(on("LENIENT", together.split(" ", -1))).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"STRICT", "strict"})
        void thenNoneMayAbstainInAStrictPolicy(String mode) {
            assertThat(on(mode, "yes", "yes")).contains(true);
            assertThat(on(mode, "yes", "abstain")).isEmpty();
            assertThat(on(mode, "abstain")).isEmpty();
        }

        @Test
        void thenThoseAfterANoAreNotAsked() {
            on(null, "no", "yes");
            assertThat(asked).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "acr-condition",
                    "any-client",
                    "client-access-type",
                    "client-attributes",
                    "client-type",
                    "client-roles",
                    "client-updater-context",
                    "client-updater-source-groups",
                    "client-updater-source-host",
                    "client-updater-source-roles",
                    "grant-type",
                    "identity-provider-alias"
                })
        void thenThoseAreAllOfKeycloaksOwnButOne(String id) {
            assertThat(votes.decide(policy(null, List.of(condition(id, "vote", "yes")))))
                    .contains(true);
            assertThat(asked).hasSize(1);
        }
    }

    @Nested
    final class GivenAConditionThatLooksAtTheRequest {

        @ParameterizedTest
        @ValueSource(strings = {"client-scopes", "client-ip-address", "of-another-extension"})
        void thenThePolicyMayApplyAndItIsNotAsked(String id) {
            assertThat(votes.decide(policy(null, List.of(condition(id, "vote", "no")))))
                    .contains(false);
            assertThat(asked).isEmpty();
        }

        @Test
        void thenTheOthersStillDecideWhetherItCan() {
            ClientPolicyConditionRepresentation onRequest = condition("client-ip-address", "vote", "yes");
            assertThat(votes.decide(policy(null, List.of(onRequest, voting("no")))))
                    .isEmpty();
            assertThat(votes.decide(policy(null, List.of(onRequest, voting("yes")))))
                    .contains(false);
            assertThat(votes.decide(policy(null, List.of(onRequest, voting("abstain")))))
                    .contains(false);
        }

        @ParameterizedTest
        @CsvSource({"Default, true", "Optional, false", "default, false"})
        void thenScopesDoUnlessTheyAreTheClientsDefaults(String type, boolean certain) {
            assertThat(votes.decide(policy(null, List.of(condition("client-scopes", "type", type)))))
                    .contains(certain);
        }
    }

    @Nested
    final class GivenAConditionThatIsStoredInPart {

        @Test
        void thenTheFailureNamesThePolicy() {
            ClientPolicyConditionRepresentation bare = condition("client-scopes", "vote", "yes");
            bare.setConfiguration(null);
            ClientPolicyConditionRepresentation nameless = voting("yes");
            nameless.setConditionProviderId(null);
            for (ClientPolicyConditionRepresentation part : Arrays.asList(bare, nameless, null)) {
                ClientPolicyRepresentation policy = policy(null, Arrays.asList(part));
                policy.setName("broken");
                assertThatExceptionOfType(UnreadablePoliciesException.class)
                        .isThrownBy(() -> votes.decide(policy))
                        .withMessageContaining("'broken'");
            }
            assertThat(asked).isEmpty();
        }
    }

    @Nested
    final class GivenAPolicyWithoutConditions {

        @Test
        void thenItDoesNotApply() {
            assertThat(votes.decide(policy(null, null))).isEmpty();
            assertThat(votes.decide(policy(null, List.of()))).isEmpty();
        }
    }

    @Test
    void whenAskedForReasonsThenThoseThatAbstainHaveNone() {
        ClientPolicyRepresentation policy =
                policy(null, List.of(voting("yes"), voting("abstain"), condition("client-scopes", "type", "Optional")));
        assertThat(votes.inFavour(policy))
                .extracting(ClientPolicyConditionRepresentation::getConditionProviderId)
                .containsExactly("client-roles", "client-scopes");
        assertThat(votes.inFavour(policy(null, null))).isEmpty();
    }
}
