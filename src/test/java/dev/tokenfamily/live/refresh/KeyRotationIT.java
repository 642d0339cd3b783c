package dev.tokenfamily.live.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin rotates the realm's key that signs refresh tokens. */
@ExtendWith(LiveKeycloak.class)
class KeyRotationIT {

    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    private final KeycloakServer server;

    KeyRotationIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void givenANewKeyThenTokensMoveToItAndThoseOfDisabledKeysEnd() {
        TestRealm realm = TestRealm.create(server, "keys");
        Twins twins = Twins.in(realm, "app", client -> client.setPublicClient(true));
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers before = twins.refreshed(login);
        List<JsonNode> oldKeys = keys(realm);

        addKey(realm);
        oldKeys.forEach(key -> set(realm, key, "active"));

        TwinAnswers retry = twins.refresh(login);
        assertThat(retry.claims("refresh_token")).isEqualTo(before.claims("refresh_token"));
        assertThat(retry.tokens().refresh()).isNotEqualTo(before.tokens().refresh()); // signed by the new key
        TwinAnswers head = twins.refreshed(before);
        twins.retried(retry, head);

        oldKeys.forEach(key -> set(realm, key, "enabled"));

        JsonNode row = realm.inside().state(head.tokens().familyId());
        assertThat(twins.refused(login).governed().text("error_description")).isEqualTo("Invalid refresh token");
        twins.refused(before);
        assertThat(realm.inside().state(head.tokens().familyId())).isEqualTo(row);
        twins.refreshed(head);
    }

    private static List<JsonNode> keys(TestRealm realm) {
        List<JsonNode> keys = new ArrayList<>();
        for (JsonNode key : realm.admin().read("/" + realm.name() + "/components?type=" + KEYS)) {
            if (key.path("config").path("algorithm").path(0).asText().startsWith("HS")) {
                keys.add(key);
            }
        }
        assertThat(keys).isNotEmpty();
        return keys;
    }

    private static void addKey(TestRealm realm) {
        Map<String, ?> settings = Map.of("priority", List.of("200"), "algorithm", List.of("HS512"));
        AdminApi.expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/components",
                        Map.of(
                                "name",
                                "new",
                                "providerId",
                                "hmac-generated",
                                "providerType",
                                KEYS,
                                "config",
                                settings)));
    }

    /** To false. */
    private static void set(TestRealm realm, JsonNode key, String setting) {
        ((ObjectNode) key.path("config")).putArray(setting).add("false");
        AdminApi.expectSuccess(realm.admin()
                .put("/" + realm.name() + "/components/" + key.path("id").asText(), key));
    }
}
