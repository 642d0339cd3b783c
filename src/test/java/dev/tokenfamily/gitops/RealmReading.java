package dev.tokenfamily.gitops;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * A realm as tools read it: by Keycloak's {@code RealmRepresentation}, which the model of keycloak-config-cli extends
 * ({@code RealmImport}), and which is the field {@code spec.realm} of the operator's ({@code KeycloakRealmImportSpec}). A field that
 * it does not have is refused, as keycloak-config-cli does and the operator's schema, and so is a number or a boolean in the place of
 * a text, as that schema does.
 */
final class RealmReading {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private RealmReading() {}

    /**
     * The realm.
     *
     * @throws IllegalArgumentException which names what it does not take
     */
    static RealmRepresentation strict(JsonNode realm) {
        return STRICT.convertValue(realm, RealmRepresentation.class);
    }

    /** Something else of Keycloak's, as strictly. */
    static <T> T strict(JsonNode json, Class<T> type) {
        return STRICT.convertValue(json, type);
    }
}
