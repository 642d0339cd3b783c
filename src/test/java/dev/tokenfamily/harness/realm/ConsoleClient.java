package dev.tokenfamily.harness.realm;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The client with which admins log in at the console page, as a realm must have it. */
public final class ConsoleClient {

    private static final String CLIENT = "token-family-console";

    /** What the page's REST calls need. */
    private static final List<String> ROLES = List.of(
            "view-users",
            "manage-users",
            "query-users",
            "view-realm",
            "manage-realm",
            "view-clients",
            "query-clients",
            "view-events");

    private ConsoleClient() {}

    /** In the realm itself, whose own admins log in. */
    public static TestRealm in(TestRealm realm) {
        create(realm.admin(), realm.name(), "realm-management");
        return realm;
    }

    /** In master, whose admins administer the realm. */
    public static TestRealm inMaster(TestRealm realm) {
        create(realm.admin(), "master", realm.name() + "-realm");
        return realm;
    }

    private static void create(AdminApi admin, String realm, String roleClient) {
        String clients = "/" + realm + "/clients";
        if (admin.read(clients + "?clientId=" + CLIENT).isEmpty()) {
            expectSuccess(admin.post(clients, representation(realm)));
        }
        String console = id(admin, clients, CLIENT);
        String roles = id(admin, clients, roleClient);
        List<JsonNode> needed = new ArrayList<>();
        admin.read(clients + "/" + roles + "/roles").forEach(role -> {
            if (ROLES.contains(role.path("name").asText())) {
                needed.add(role);
            }
        });
        expectSuccess(admin.post(clients + "/" + console + "/scope-mappings/clients/" + roles, needed));
    }

    private static Map<String, Object> representation(String realm) {
        String page = "/realms/" + realm + "/token-families/";
        return Map.of(
                "clientId",
                CLIENT,
                "publicClient",
                true,
                "standardFlowEnabled",
                true,
                "directAccessGrantsEnabled",
                false,
                "fullScopeAllowed",
                false,
                "rootUrl",
                "${authAdminUrl}",
                "redirectUris",
                List.of(page, page + "silent"),
                "webOrigins",
                List.of("+"),
                "attributes",
                Map.of("pkce.code.challenge.method", "S256", "use.refresh.tokens", "false"));
    }

    private static String id(AdminApi admin, String clients, String clientId) {
        return admin.read(clients + "?clientId=" + clientId).get(0).path("id").asText();
    }
}
