package dev.tokenfamily.live.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A realm of its own, with alice, bob and two applications, in which something ends. */
record SurfaceScene(TestRealm realm, App app, App otherApp) {

    static SurfaceScene create(KeycloakServer server, String name) {
        TestRealm realm = TestRealm.create(server, name)
                .govern("default", Map.of("grace-period-seconds", 300, "revoke-on-credential-change", true))
                .govern("other", Map.of("grace-period-seconds", 300));
        App app = realm.client("app", "default", client -> {
            client.setSecret("secret");
            client.setConsentRequired(true);
            client.setFullScopeAllowed(true);
        });
        SurfaceScene scene = new SurfaceScene(realm, app, realm.publicClient("other", "other"));
        scene.letAliceManageHerAccount();
        return scene;
    }

    private void letAliceManageHerAccount() {
        String account = realm.clientUuid("account");
        JsonNode role = realm.admin().read("/" + realm.name() + "/clients/" + account + "/roles/manage-account");
        AdminApi.expectSuccess(
                realm.admin().post("/" + realm.name() + user() + "/role-mappings/clients/" + account, List.of(role)));
    }

    /** In a session of its own, at the app. */
    Tokens login(String user, String scope) {
        return new Browser().open(app, user, scope);
    }

    String userId() {
        return realm.userId("alice");
    }

    String user() {
        return "/users/" + userId();
    }

    /** The next second, by which every token of now is one from before. */
    long soon() {
        return realm.inside().now() + 1;
    }

    Ending byUser(String path, Tokens tokens) {
        return Ending.byUser(realm, path, tokens);
    }

    Ending byAdmin(String method, String path, Map<String, ?> body) {
        return Ending.byAdmin(realm, method, path, body);
    }

    Ending revokeFamilies(String of, String id) {
        return byAdmin("POST", "/token-families/revoke", Map.of(of, id));
    }

    /** From another device, and later than what Keycloak takes for the same second. */
    Ending passwordChange() {
        realm.pass(3);
        return new Browser()
                .action(app, "alice", "UPDATE_PASSWORD", Map.of("password-new", "alice", "password-confirm", "alice"));
    }

    /** Another factor, set up elsewhere with the box ticked that ends all other sessions. */
    Ending otherSessionsEnd() {
        realm.pass(3);
        return new Browser().action(app, "alice", "CONFIGURE_RECOVERY_AUTHN_CODES", Map.of("logout-sessions", "on"));
    }

    String passwordId() {
        return realm.admin()
                .read("/" + realm.name() + user() + "/credentials")
                .get(0)
                .path("id")
                .asText();
    }

    Ending updateUser(String key, Object value) {
        return byAdmin("PUT", user(), Map.of(key, value));
    }

    Ending updateClient(String key, Object value) {
        return byAdmin("PUT", client(), Map.of(key, value));
    }

    String client() {
        return "/clients/" + clientId();
    }

    String clientId() {
        return realm.clientUuid("app");
    }

    /** From within the server, without a request that Keycloak knows. */
    Ending byServer(String path) {
        return Ending.byPost(URI.create(realm.url() + "/test-server/" + path), "", "");
    }

    Ending disabledCredentials(String type) {
        return Ending.byAdmin(realm, "PUT", user() + "/disable-credential-types", "[\"" + type + "\"]");
    }

    /** By the client's own registration access token. */
    Ending registration(boolean enabled) {
        String token = AdminApi.expectSuccess(
                        realm.admin().post("/" + realm.name() + client() + "/registration-access-token", Map.of()))
                .text("registrationAccessToken");
        return new Ending(
                "PUT",
                URI.create(realm.url() + "/clients-registrations/default/app"),
                "application/json",
                "Authorization",
                "Bearer " + token,
                "{\"clientId\":\"app\",\"enabled\":" + enabled + "}");
    }

    Ending updateRealm(String key, Object value) {
        return byAdmin("PUT", "", Map.of(key, value));
    }
}
