package dev.tokenfamily.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.policy.Enforcement;
import dev.tokenfamily.policy.InvalidPolicyException;
import dev.tokenfamily.policy.PolicyParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The examples for keycloak-config-cli and for Keycloak's operator are realms by Keycloak's own class, which is the model of both tools
 * ({@link RealmReading}), and both have the same policy. The rest of the custom resources is held against the fields of the operator's
 * classes.
 */
final class RealmExamplesTest {

    private static RealmRepresentation operatorRealm() {
        return RealmReading.strict(GitOpsPage.resource("KeycloakRealmImport").at("/spec/realm"));
    }

    private static RealmRepresentation configCliRealm() {
        return RealmReading.strict(GitOpsPage.realmForConfigCli());
    }

    private static Governed governedBy(RealmRepresentation realm) {
        return Governed.of(realm.getParsedClientProfiles(), realm.getParsedClientPolicies());
    }

    static Governed governedByOperator() {
        return governedBy(operatorRealm());
    }

    @Test
    void thenBothToolsTakeTheirsAndItIsTheSamePolicyWhichObserves() {
        Governed governed = governedByOperator();
        assertThat(governedBy(configCliRealm())).isEqualTo(governed);
        assertThat(governed.rule().policy().reaction().enforcement()).isEqualTo(Enforcement.OBSERVE);
        assertThat(governed.profiles()).containsExactly(governed.profile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keycloak", "KeycloakRealmImport"})
    void givenACustomResourceThenTheOperatorHasItsFields(String kind) {
        JsonNode resource = GitOpsPage.resource(kind);
        assertThat(resource.path("apiVersion").asText()).isEqualTo("k8s.keycloak.org/v2beta1");
        assertThat(ToolModel.of("operator.tsv", kind).problems(resource.path("spec")))
                .isEmpty();
    }

    @Test
    void givenACustomResourceWithoutItsRealmOrWithAFieldThatIsNoneThenItIsNoticed() {
        ObjectNode spec =
                GitOpsPage.resource("KeycloakRealmImport").path("spec").deepCopy();
        spec.remove("realm");
        spec.put("keycloakCrName", "sso");
        assertThat(ToolModel.of("operator.tsv", "KeycloakRealmImport").problems(spec))
                .containsExactlyInAnyOrder("realm is required", "keycloakCrName is not there");
    }

    /** As the operator's schema and keycloak-config-cli do, and not as Keycloak's import, which passes over it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clientProfile: {}",
                "attributes: {a: true}",
                "attributes: {a: 1}",
                "clients: [{attributes: {a: on}}]"
            })
    void givenAFieldThatIsNoneOrIsNoTextThenItIsRefused(String field) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RealmReading.strict(GitOpsPage.yaml("realm: customers\n" + field)));
    }

    /** The documents say to quote it. */
    @Test
    void givenOffWithoutQuotesThenYamlMakesItABooleanAndTheMessageNamesTheKey() {
        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> PolicyParser.rule(yaml("rotation: off")))
                .withMessage("Invalid value 'false' of 'rotation': must be one of on-use, off");
        assertThat(PolicyParser.parse(yaml("rotation: \"off\"")).rotation().rotates())
                .isFalse();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String text) {
        return JsonSerialization.mapper.convertValue(GitOpsPage.yaml(text), Map.class);
    }
}
