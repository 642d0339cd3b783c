package dev.tokenfamily.live;

import static dev.tokenfamily.live.AdminApi.expectSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.live.Http.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An admin who is a user of a realm, with some of the roles of that realm's {@code realm-management}. */
record RealmAdmin(TestRealm home, String name) {

    /** With these roles; with none, an ordinary user. */
    static RealmAdmin create(TestRealm realm, String name, String... roles) {
        expectSuccess(realm.admin().post("/" + realm.name() + "/users", TestRealm.user(name)));
        RealmAdmin admin = new RealmAdmin(realm, name);
        if (roles.length > 0) {
            admin.grant(roles);
        }
        return admin;
    }

    private void grant(String... roles) {
        String client = home.clientUuid("realm-management");
        JsonNode all = home.admin().read("/" + home.name() + "/clients/" + client + "/roles");
        List<JsonNode> granted = new ArrayList<>();
        all.forEach(role -> {
            if (Arrays.asList(roles).contains(role.path("name").asText())) {
                granted.add(role);
            }
        });
        expectSuccess(home.admin()
                .post("/" + home.name() + "/users/" + home.userId(name) + "/role-mappings/clients/" + client, granted));
    }

    /** Below {@code /admin/realms}. */
    Answer call(String method, String path, String body) {
        return Http.json(method, home.admin().uri(path), body, "Authorization", "Bearer " + login());
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    private String login() {
        return new App(home.url(), "admin-cli", null).login(name).access();
    }
}
