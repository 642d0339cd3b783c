package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.services.clientpolicy.condition.AnyClientConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAccessTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientScopesConditionFactory;

/** The conditions of client policies in plain English: a clause that can follow "because" or "if". */
final class ConditionWords {

    private static final String NEGATIVE_LOGIC = "is-negative-logic";

    private ConditionWords() {}

    /** The clause of a condition that is in favour of its client policy, by what is stored of it. */
    static String of(ClientPolicyConditionRepresentation condition) {
        JsonNode configuration =
                Objects.requireNonNullElse(StoredConfiguration.of(condition), MissingNode.getInstance());
        boolean negated = configuration.path(NEGATIVE_LOGIC).asBoolean();
        return (negated ? "it is not so that " : "") + clause(condition.getConditionProviderId(), configuration);
    }

    private static String clause(String id, JsonNode configuration) {
        return switch (id) {
            case AnyClientConditionFactory.PROVIDER_ID -> "it is for every client";
            case ClientAccessTypeConditionFactory.PROVIDER_ID ->
                "the client is " + alternatives(configuration.path(ClientAccessTypeConditionFactory.TYPE));
            case ClientRolesConditionFactory.PROVIDER_ID ->
                "the client has the role " + alternatives(configuration.path(ClientRolesConditionFactory.ROLES));
            case ClientScopesConditionFactory.PROVIDER_ID -> scopes(configuration);
            default -> "the condition " + id + " says so" + settings(configuration);
        };
    }

    private static String scopes(JsonNode configuration) {
        String scopes = alternatives(configuration.path(ClientScopesConditionFactory.SCOPES));
        return configuration
                        .path(ClientScopesConditionFactory.TYPE)
                        .asText()
                        .equals(ClientScopesConditionFactory.DEFAULT)
                ? "the client has the default scope " + scopes
                : "the request has the scope " + scopes;
    }

    private static String alternatives(JsonNode values) {
        List<String> texts = texts(values).toList();
        return texts.isEmpty() ? "(none is named)" : String.join(" or ", texts);
    }

    private static Stream<String> texts(JsonNode values) {
        return values.isArray()
                ? values.valueStream().map(JsonNode::asText)
                : Stream.of(values.asText()).filter(t -> !t.isEmpty());
    }

    /** The values of whatever kind, for a condition that nobody here knows. */
    private static String settings(JsonNode configuration) {
        String settings = configuration
                .propertyStream()
                .filter(field -> !field.getKey().equals(NEGATIVE_LOGIC))
                .map(field -> field.getKey() + ": " + texts(field.getValue()).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return settings.isEmpty() ? "" : " (" + settings + ")";
    }
}
