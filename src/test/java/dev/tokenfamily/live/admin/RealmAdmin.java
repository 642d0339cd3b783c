package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An admin who is a user of a realm, with some roles in that realm or, at home in master, in another one. */
public record RealmAdmin(AdminApi admin, URI home, String id, String name) {

    /** With these roles of the realm's {@code realm-management}; with none, an ordinary user. */
    public static RealmAdmin create(TestRealm realm, String name, String... roles) {
        return create(realm.admin(), realm.name(), "realm-management", name, roles);
    }

    /** At home in master, with these roles in the realm. */
    static RealmAdmin inMaster(TestRealm realm, String name, String... roles) {
        return create(realm.admin(), "master", realm.name() + "-realm", name, roles);
    }

    private static RealmAdmin create(AdminApi admin, String home, String client, String name, String... roles) {
        expectSuccess(admin.post("/" + home + "/users", TestRealm.user(name)));
        String id = idOf(admin, "/" + home + "/users?exact=true&username=" + name);
        if (roles.length > 0) {
            String clientUuid = idOf(admin, "/" + home + "/clients?clientId=" + client);
            expectSuccess(admin.post(
                    "/" + home + "/users/" + id + "/role-mappings/clients/" + clientUuid,
                    roles(admin.read("/" + home + "/clients/" + clientUuid + "/roles"), roles)));
        }
        return new RealmAdmin(admin, admin.uri("/../../realms/" + home), id, name);
    }

    private static String idOf(AdminApi admin, String query) {
        return admin.read(query).get(0).path("id").asText();
    }

    private static List<JsonNode> roles(JsonNode all, String... names) {
        List<JsonNode> roles = new ArrayList<>();
        all.forEach(role -> {
            if (Arrays.asList(names).contains(role.path("name").asText())) {
                roles.add(role);
            }
        });
        return roles;
    }

    /** Below {@code /admin/realms}. */
    public Response call(String method, String path, String body) {
        return Http.json(method, admin.uri(path), body, "Authorization", authorization());
    }

    Response get(String path) {
        return call("GET", path, "");
    }

    /** With a token that has just been issued. */
    String authorization() {
        return "Bearer " + login().access();
    }

    Tokens login() {
        return new App(home, "admin-cli", null).login(name);
    }

    void remove() {
        String realm = home.getPath().substring(home.getPath().lastIndexOf('/'));
        expectSuccess(admin.delete(realm + "/users/" + id));
    }
}
