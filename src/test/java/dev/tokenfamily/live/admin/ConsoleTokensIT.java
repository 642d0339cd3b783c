package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.live.admin.ConsoleSetup.CONSOLE;
import static dev.tokenfamily.live.admin.ConsoleSetup.ID;
import static dev.tokenfamily.live.admin.ConsoleSetup.POLICY;
import static dev.tokenfamily.live.admin.ConsoleSetup.client;
import static dev.tokenfamily.live.admin.ConsoleSetup.setUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tokens of the console page can do what the page needs, and no more. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class ConsoleTokensIT {

    private final KeycloakServer server;

    ConsoleTokensIT(KeycloakServer server) {
        this.server = server;
    }

    /** The page, as a browser of this admin has it open. */
    private final class Page {

        private final TestRealm realm;
        private final String user;
        private final Browser browser = new Browser();
        private final App app;
        private final String home;

        private Page(TestRealm realm, String home, String user) {
            this.realm = realm;
            this.user = user;
            this.home = home;
            app = new App(server.url().resolve("/realms/" + home), ID, null);
        }

        private Response grant(Map<String, String> parameters) {
            URI address = server.url().resolve("/realms/" + home + "/token-families/");
            return browser.grantToPage(app, address, user, parameters);
        }

        private String token(String scope, String... more) {
            Map<String, String> parameters = new HashMap<>(Map.of("scope", scope));
            for (int i = 0; i < more.length; i += 2) {
                parameters.put(more[i], more[i + 1]);
            }
            return expectSuccess(grant(parameters)).text("access_token");
        }

        private Response call(String token, String method, String path, String body) {
            return Http.json(
                    method, realm.admin().uri("/" + realm.name() + path), body, "Authorization", "Bearer " + token);
        }
    }

    @Test
    void givenAnAdminWithAllRightsThenATokenOfThePageHasThoseOfThePageOnly() {
        TestRealm realm = ConsoleSetup.realm(server, "setup-token");
        setUp(realm.admin(), realm.name(), CONSOLE);
        RealmAdmin.create(realm, "carol", "realm-admin");
        Page page = new Page(realm, realm.name(), "carol");

        Response granted = page.grant(Map.of("scope", "openid"));
        assertThat(granted.json().has("refresh_token")).isFalse();
        String token = granted.text("access_token");
        assertThat(Tokens.claims(token).properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain("sub", "realm_access", "resource_access");

        for (String read : List.of("/token-families", "/token-families/presets", "/users", "/clients", "/events")) {
            assertThat(page.call(token, "GET", read, "").status()).as(read).isEqualTo(200);
        }
        assertThat(page.call(token, "PUT", "", "{}").status()).isEqualTo(403);
        assertThat(page.call(token, "PUT", "/client-policies/policies", "{\"policies\":[]}")
                        .status())
                .isEqualTo(403);
        assertThat(page.call(token, "POST", "/clients", "{\"clientId\":\"door\"}")
                        .status())
                .isEqualTo(403);
        assertThat(page.call(token, "POST", "/token-families/setup", "{\"events\":true}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whenThePageWritesAPolicyThenItMustHaveAskedForThatInAFreshLogin() {
        TestRealm realm = ConsoleSetup.realm(server, "setup-fresh");
        setUp(realm.admin(), realm.name(), CONSOLE);
        RealmAdmin.create(realm, "carol", "realm-admin");
        RealmAdmin.create(realm, "viewer", "view-realm", "view-users");
        Page page = new Page(realm, realm.name(), "carol");

        String withoutScope = page.token("openid");
        assertLoginRequired(write(page, withoutScope));
        String fresh = page.token("openid " + POLICY);
        assertThat(Tokens.claims(fresh).path("scope").asText()).contains(POLICY);
        assertThat(write(page, fresh).status()).isEqualTo(200);
        assertThat(page.call(fresh, "PUT", "/client-policies/policies", "{\"policies\":[]}")
                        .status())
                .as("Keycloak's own resource")
                .isEqualTo(403);
        assertThat(page.call(fresh, "PUT", "", "{}").status()).isEqualTo(403);

        realm.pass(301);
        assertLoginRequired(write(page, page.token("openid " + POLICY)));
        assertThat(write(page, page.token("openid " + POLICY, "prompt", "login"))
                        .status())
                .isEqualTo(200);

        Page viewers = new Page(realm, realm.name(), "viewer");
        assertThat(write(viewers, viewers.token("openid " + POLICY)).status()).isEqualTo(403);
        assertThat(RealmAdmin.create(realm, "program", "manage-realm")
                        .call("POST", "/" + realm.name() + "/token-families/presets/strict", "{\"dryRun\":true}")
                        .status())
                .as("another client's token")
                .isEqualTo(200);
    }

    @Test
    void givenAnotherClientOfThatNameThenItsTokenNeedsTheRightAsAnyOther() {
        TestRealm realm = ConsoleSetup.realm(server, "setup-impostor");
        setUp(realm.admin(), realm.name(), CONSOLE);
        RealmAdmin.create(realm, "carol", "realm-admin");
        Page page = new Page(realm, realm.name(), "carol");
        String fresh = page.token("openid " + POLICY);
        assertThat(write(page, fresh).status()).isEqualTo(200);

        JsonNode settings = realm.admin().read("/" + realm.name());
        ((ObjectNode) settings.path("attributes")).put("token-family.console-client", "another client's id");
        expectSuccess(realm.admin().put("/" + realm.name(), settings));

        assertThat(write(page, fresh).status()).isEqualTo(403);
    }

    private static Response write(Page page, String token) {
        return page.call(token, "POST", "/token-families/presets/strict", "{\"dryRun\":true}");
    }

    private static void assertLoginRequired(Response answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("login_required");
    }

    @Test
    void givenARequestThatThePageDoesNotMakeThenItIsRefused() {
        TestRealm realm = ConsoleSetup.realm(server, "setup-refused");
        setUp(realm.admin(), realm.name(), CONSOLE);
        RealmAdmin.create(realm, "carol", "realm-admin");
        App app = new App(realm.url(), ID, null);
        assertThat(app.call("token", Map.of("grant_type", "password", "username", "carol", "password", "carol"))
                        .text("error"))
                .isEqualTo("unauthorized_client");
        assertThat(app.call("auth/device", Map.of("scope", "openid")).status()).isGreaterThanOrEqualTo(400);

        URI page = server.url().resolve("/realms/" + realm.name() + "/token-families/");
        assertThat(refusal(app, Map.of("redirect_uri", page + "x", "scope", "openid")))
                .isEqualTo("400 ");
        assertThat(refusal(app, Map.of("redirect_uri", page.toString(), "scope", "openid offline_access")))
                .contains("error=invalid_scope");
        assertThat(refusal(app, Map.of("redirect_uri", page.toString(), "scope", "openid")))
                .as("no PKCE")
                .contains("error=invalid_request");
    }

    private static String refusal(App app, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(Map.of("client_id", ID, "response_type", "code"));
        Response answer = Http.get(URI.create(app.endpoint("auth") + "?" + Http.encode(all)));
        return answer.status() + " " + answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void givenMasterThenTheClientReachesEachRealmAndNewOnesAfterAnotherRun() {
        TestRealm first = ConsoleSetup.realm(server, "setup-first");
        AdminApi admin = first.admin();
        try {
            setUp(admin, "master", CONSOLE);
            Page page = new Page(first, "master", AdminApi.USER);
            String token = page.token("openid");
            assertThat(page.call(token, "GET", "/token-families", "").status()).isEqualTo(200);
            assertThat(page.call(token, "PUT", "", "{}").status()).isEqualTo(403);
            assertThat(write(page, page.token("openid " + POLICY)).status()).isEqualTo(200);

            TestRealm second = ConsoleSetup.realm(server, "setup-second");
            Page later = new Page(second, "master", AdminApi.USER);
            assertThat(later.call(later.token("openid"), "GET", "/token-families", "")
                            .status())
                    .isEqualTo(403);
            assertThat(setUp(admin, "master", CONSOLE)).hasSize(7).allSatisfy(change -> assertThat(change)
                    .contains("'setup-second-realm'"));
            String wider = later.token("openid");
            assertThat(later.call(wider, "GET", "/token-families", "").status()).isEqualTo(200);
            assertThat(wider).as("as long for one realm as for hundreds").hasSameSizeAs(token);
        } finally {
            String id = client(admin, "master").path("id").asText();
            expectSuccess(admin.delete("/master/clients/" + id));
            admin.read("/master/client-scopes").forEach(scope -> {
                if (scope.path("name").asText().equals(POLICY)) {
                    expectSuccess(admin.delete(
                            "/master/client-scopes/" + scope.path("id").asText()));
                }
            });
        }
    }
}
