package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command that sets a realm up, and the client of the console page that it makes. */
final class ConsoleSetup {

    static final String ID = "token-family-console";
    static final String POLICY = "token-family-policy";
    static final Map<String, Object> CONSOLE = Map.of("console", true);

    private ConsoleSetup() {}

    static TestRealm realm(KeycloakServer server, String name) {
        return TestRealm.create(server, name, settings -> settings.setAdminEventsEnabled(true));
    }

    /** What was changed. */
    static List<String> setUp(AdminApi admin, String realm, Map<String, Object> body) {
        return values(expectSuccess(admin.post("/" + realm + "/token-families/setup", body))
                .json()
                .path("changes"));
    }

    /** Missing where the realm has none. */
    static JsonNode client(AdminApi admin, String realm) {
        return admin.read("/" + realm + "/clients?clientId=" + ID).path(0);
    }

    static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        return values;
    }
}
