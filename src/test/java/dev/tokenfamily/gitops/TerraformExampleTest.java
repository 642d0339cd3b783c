package dev.tokenfamily.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.Policy;
import dev.tokenfamily.policy.PolicyParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The example for Terraform is one that the provider {@code keycloak/keycloak} takes, and what it sends is the policy of the other
 * examples. The provider itself cannot be had here: its resources are written down from its source, with what it does to values.
 */
final class TerraformExampleTest {

    private static List<String> problems(TerraformExample example) {
        return example.resources()
                .propertyStream()
                .flatMap(type -> type.getValue()
                        .valueStream()
                        .flatMap(resource ->
                                ToolModel.of("terraform-provider.tsv", type.getKey()).problems(resource).stream()
                                        .map(problem -> type.getKey() + ": " + problem)))
                .toList();
    }

    private static JsonNode list(String name, ObjectNode entry) {
        ObjectNode list = JsonSerialization.mapper.createObjectNode();
        list.putArray(name).add(entry);
        return list;
    }

    static Governed governedBy(TerraformExample example) {
        return Governed.of(
                RealmReading.strict(list("profiles", example.profile()), ClientProfilesRepresentation.class),
                RealmReading.strict(list("policies", example.policy()), ClientPoliciesRepresentation.class));
    }

    @Test
    void thenItsResourcesHaveWhatTheProviderTakesAndAllThatItNeeds() {
        TerraformExample example = TerraformExample.documented();
        assertThat(example.resources().fieldNames())
                .toIterable()
                .contains("keycloak_realm_client_policy_profile", "keycloak_realm_client_policy_profile_policy");
        assertThat(problems(example)).isEmpty();
    }

    @Test
    void thenWhatTheProviderSendsIsTheSamePolicyAsThatOfTheOtherTools() {
        assertThat(governedBy(TerraformExample.documented())).isEqualTo(RealmExamplesTest.governedByOperator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = \"p\"",
                "name = \"p\"\n realm_id = \"r\"\n executors = []",
                "name = \"p\"\n realm_id = \"r\"\n executor {\n configuration = {}\n }",
                "name = \"p\"\n realm_id = \"r\"\n executor {\n name = \"e\"\n configuration = { list = [\"a\"] }\n }"
            })
    void givenWhatTheProviderDoesNotTakeThenItIsNoticed(String body) {
        TerraformExample example =
                TerraformExample.of("resource \"keycloak_realm_client_policy_profile\" \"p\" {\n " + body + "\n}\n");
        assertThat(problems(example)).hasSize(1);
    }

    /** The ways to send a list that the documents name. */
    @ParameterizedTest
    @ValueSource(strings = {"jsonencode([\"admin\", \"ops\"])", "\"admin##ops\""})
    void givenRolesThenTheyAreReadAsAList(String value) {
        JsonNode sent = configured("for-roles", value);
        assertThat(PolicyParser.rule(map(sent)).users().roles()).containsExactly("admin", "ops");
    }

    /** Until 5.5 the provider sent a list as the text that {@code jsonencode} makes. */
    @Test
    void givenAnEarlierProviderWhenItSendsAListAsATextThenItIsRefused() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyParser.rule(Map.of("for-roles", "[\"admin\",\"ops\"]")))
                .withMessageContaining("and not a text that contains one");
    }

    @Test
    void givenNumbersAndBooleansThenTheyAreSentAsTextsAndRead() {
        JsonNode sent = configured("grace-period-seconds", "3600, exempt-sender-constrained = true");
        assertThat(sent).hasSize(2).allSatisfy(value -> assertThat(value.isTextual())
                .isTrue());
        Policy policy = PolicyParser.parse(map(sent));
        assertThat(policy.grace().period()).isEqualTo(3600);
        assertThat(policy.rotation().exemptSenderConstrained()).isTrue();
    }

    private static JsonNode configured(String key, String value) {
        return TerraformExample.of("""
                        resource "keycloak_realm_client_policy_profile" "p" {
                          realm_id = "r"
                          name     = "p"
                          executor {
                            name          = "refresh-token-family-rotation"
                            configuration = { %s = %s }
                          }
                        }
                        """.formatted(key, value)).profile().at("/executors/0/configuration");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode object) {
        return JsonSerialization.mapper.convertValue(object, Map.class);
    }
}
