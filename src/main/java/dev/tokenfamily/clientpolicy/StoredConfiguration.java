package dev.tokenfamily.clientpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * How an executor or a condition of client policies is configured, as it is stored. Keycloak 26.8 returns it as another type
 * than 26.7, so that a call of the getter which is compiled for one of them does not link on the other; as JSON, both are the
 * same.
 */
final class StoredConfiguration {

    private static final String MEMBER = "configuration";

    private StoredConfiguration() {}

    /** The configuration of an executor; null where none is stored. */
    static @Nullable JsonNode of(ClientPolicyExecutorRepresentation executor) {
        return memberOf(executor);
    }

    /** The configuration of a condition; null where none is stored. */
    static @Nullable JsonNode of(ClientPolicyConditionRepresentation condition) {
        return memberOf(condition);
    }

    private static @Nullable JsonNode memberOf(Object representation) {
        return JsonSerialization.mapper.<JsonNode>valueToTree(representation).get(MEMBER);
    }
}
