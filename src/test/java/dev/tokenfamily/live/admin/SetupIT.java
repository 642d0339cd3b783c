package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A realm is set up: its events, and the client of the console page, whose tokens can do what the page needs and no more. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class SetupIT {

    private static final String ID = "token-family-console";
    private static final String POLICY = "token-family-policy";
    private static final Map<String, Object> CONSOLE = Map.of("console", true);

    private final KeycloakServer server;

    SetupIT(KeycloakServer server) {
        this.server = server;
    }

    private static List<String> setUp(AdminApi admin, String realm, Map<String, Object> body) {
        List<String> changes = new ArrayList<>();
        expectSuccess(admin.post("/" + realm + "/token-families/setup", body))
                .json()
                .path("changes")
                .forEach(change -> changes.add(change.asText()));
        return changes;
    }

    private static JsonNode client(AdminApi admin, String realm) {
        return admin.read("/" + realm + "/clients?clientId=" + ID).path(0);
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

    private TestRealm realm(String name) {
        return TestRealm.create(server, name, settings -> settings.setAdminEventsEnabled(true));
    }

    @Test
    void whenTheClientIsAddedThenItIsAsNarrowAsItCanBe() {
        TestRealm realm = realm("setup-client");
        assertThat(setUp(realm.admin(), realm.name(), Map.of("console", true, "dryRun", true)))
                .isNotEmpty();
        assertThat(client(realm.admin(), realm.name()).isMissingNode()).isTrue();
        assertThat(setUp(realm.admin(), realm.name(), CONSOLE)).isNotEmpty();

        JsonNode client = client(realm.admin(), realm.name());
        String page = "/realms/setup-client/token-families/";
        assertThat(client.path("rootUrl").asText()).isEqualTo("${authAdminUrl}");
        assertThat(values(client.path("redirectUris"))).containsExactlyInAnyOrder(page, page + "silent");
        assertThat(values(client.path("webOrigins"))).containsExactly("+");
        for (String on : List.of("enabled", "publicClient", "standardFlowEnabled")) {
            assertThat(client.path(on).asBoolean()).as(on).isTrue();
        }
        for (String off : List.of(
                "implicitFlowEnabled",
                "directAccessGrantsEnabled",
                "serviceAccountsEnabled",
                "fullScopeAllowed",
                "bearerOnly")) {
            assertThat(client.path(off).asBoolean(true)).as(off).isFalse();
        }
        assertThat(client.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
        assertThat(client.at("/attributes/use.refresh.tokens").asText()).isEqualTo("false");
        assertThat(values(client.path("optionalClientScopes"))).containsExactly(POLICY);
        assertThat(values(client.path("defaultClientScopes")))
                .contains("profile")
                .doesNotContain("offline_access", "basic", "roles");

        assertThat(setUp(realm.admin(), realm.name(), CONSOLE)).as("once more").isEmpty();
    }

    @Test
    void givenAClientOfThatNameThatOpensDoorsThenTheyAreShutAndTheRestStays() {
        TestRealm realm = realm("setup-mended");
        setUp(realm.admin(), realm.name(), CONSOLE);
        String path = "/" + realm.name() + "/clients/" + realm.clientUuid(ID);
        ObjectNode client = (ObjectNode) realm.admin().read(path);
        client.put("directAccessGrantsEnabled", true)
                .put("fullScopeAllowed", true)
                .put("description", "ours");
        client.putArray("redirectUris").add("https://thief.example/*");
        client.withObject("/attributes").put("use.refresh.tokens", "true").put("access.token.lifespan", "120");
        expectSuccess(realm.admin().put(path, client));
        expectSuccess(realm.admin()
                .post(
                        path + "/protocol-mappers/models",
                        Map.of(
                                "name",
                                "gift",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-hardcoded-role-mapper",
                                "config",
                                Map.of("role", "realm-management.realm-admin"))));
        JsonNode manage = realm.admin()
                .read("/" + realm.name() + "/clients/" + realm.clientUuid("realm-management") + "/roles/manage-realm");
        String mappings = path + "/scope-mappings/clients/" + realm.clientUuid("realm-management");
        expectSuccess(realm.admin().post(mappings, List.of(manage)));

        assertThat(setUp(realm.admin(), realm.name(), CONSOLE))
                .anySatisfy(change -> assertThat(change).contains("'redirectUris'"))
                .anySatisfy(change -> assertThat(change).contains("'gift'"))
                .anySatisfy(change -> assertThat(change).contains("'manage-realm'"))
                .hasSize(6);
        JsonNode mended = client(realm.admin(), realm.name());
        assertThat(values(mended.path("redirectUris"))).noneMatch(uri -> uri.contains("thief"));
        assertThat(mended.path("description").asText()).isEqualTo("ours");
        assertThat(mended.at("/attributes/access.token.lifespan").asText()).isEqualTo("120");
        assertThat(realm.admin().read(mappings).findValuesAsText("name"))
                .hasSize(7)
                .doesNotContain("manage-realm");
    }

    /** Whoever has registered a client can go on to change it. */
    @Test
    void givenAClientOfThatNameThatSomebodyHasRegisteredThenItIsReplacedAndHisTokenIsWorthNothing() {
        TestRealm realm = realm("setup-registered");
        String initial = expectSuccess(realm.admin()
                        .post("/" + realm.name() + "/clients-initial-access", Map.of("count", 1, "expiration", 600)))
                .text("token");
        String registered = expectSuccess(register(realm, "POST", "", initial)).text("registrationAccessToken");
        String kept =
                expectSuccess(register(realm, "PUT", "/" + ID, registered)).text("registrationAccessToken");
        String his = "/" + realm.name() + "/clients/" + realm.clientUuid(ID);
        ObjectNode client = (ObjectNode) realm.admin().read(his);
        String flow = realm.admin()
                .read("/" + realm.name() + "/authentication/flows")
                .path(0)
                .path("id")
                .asText();
        client.withObject("/authenticationFlowBindingOverrides").put("browser", flow);
        expectSuccess(realm.admin().put(his, client));
        expectSuccess(realm.admin().post(his + "/roles", Map.of("name", "gift")));

        assertThat(setUp(realm.admin(), realm.name(), Map.of("console", true, "dryRun", true)))
                .anySatisfy(change -> assertThat(change).contains("is removed"));
        assertThat(realm.admin().read(his).path("clientId").asText()).isEqualTo(ID);
        assertThat(setUp(realm.admin(), realm.name(), CONSOLE))
                .anySatisfy(change -> assertThat(change).contains("is removed"));

        JsonNode ours = client(realm.admin(), realm.name());
        String path = "/" + realm.name() + "/clients/" + ours.path("id").asText();
        assertThat(realm.admin().get(his).status()).isEqualTo(404);
        assertThat(values(ours.path("redirectUris"))).noneMatch(uri -> uri.contains("thief"));
        assertThat(ours.path("fullScopeAllowed").asBoolean(true)).isFalse();
        assertThat(ours.path("authenticationFlowBindingOverrides")).isEmpty();
        assertThat(ours.at("/attributes/access.token.lifespan").isMissingNode()).isTrue();
        assertThat(realm.admin().read(path + "/roles")).isEmpty();
        assertThat(register(realm, "PUT", "/" + ID, kept).status()).isEqualTo(401);
        assertThat(setUp(realm.admin(), realm.name(), CONSOLE)).as("once more").isEmpty();

        String given = expectSuccess(realm.admin().post(path + "/registration-access-token", ""))
                .text("registrationAccessToken");
        assertThat(setUp(realm.admin(), realm.name(), CONSOLE)).hasSize(1).allSatisfy(change -> assertThat(change)
                .contains("registration access token"));
        assertThat(register(realm, "PUT", "/" + ID, given).status()).isEqualTo(401);
    }

    private static Response register(TestRealm realm, String method, String path, String token) {
        String client = """
                {"clientId":"%s","publicClient":true,"fullScopeAllowed":true,"redirectUris":["https://thief.example/*"],
                 "attributes":{"access.token.lifespan":"86400"}}""".formatted(ID);
        URI address = URI.create(realm.url() + "/clients-registrations/default" + path);
        return Http.json(method, address, client, "Authorization", "Bearer " + token);
    }

    @Test
    void givenAnAdminWithAllRightsThenATokenOfThePageHasThoseOfThePageOnly() {
        TestRealm realm = realm("setup-token");
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
        TestRealm realm = realm("setup-fresh");
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

    private static Response write(Page page, String token) {
        return page.call(token, "POST", "/token-families/presets/strict", "{\"dryRun\":true}");
    }

    private static void assertLoginRequired(Response answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("login_required");
    }

    @Test
    void givenARequestThatThePageDoesNotMakeThenItIsRefused() {
        TestRealm realm = realm("setup-refused");
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
        TestRealm first = realm("setup-first");
        AdminApi admin = first.admin();
        try {
            setUp(admin, "master", CONSOLE);
            Page page = new Page(first, "master", AdminApi.USER);
            String token = page.token("openid");
            assertThat(page.call(token, "GET", "/token-families", "").status()).isEqualTo(200);
            assertThat(page.call(token, "PUT", "", "{}").status()).isEqualTo(403);
            assertThat(write(page, page.token("openid " + POLICY)).status()).isEqualTo(200);

            TestRealm second = realm("setup-second");
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

    @Test
    void whenEventsAreSavedThenNoTypeThatWasSavedIsLost() {
        TestRealm realm = TestRealm.create(server, "setup-events", settings -> {
            settings.setEventsEnabled(false);
            settings.setEnabledEventTypes(List.of("IMPERSONATE", "LOGIN"));
        });
        List<String> changes = setUp(realm.admin(), realm.name(), Map.of("events", true));
        assertThat(changes).hasSize(3);
        JsonNode config = realm.admin().read("/" + realm.name() + "/events/config");
        assertThat(config.path("eventsEnabled").asBoolean()).isTrue();
        assertThat(config.path("adminEventsEnabled").asBoolean()).isTrue();
        Set<String> saved = new TreeSet<>(values(config.path("enabledEventTypes")));
        assertThat(saved)
                .contains("IMPERSONATE", "LOGIN", "LOGOUT", "REFRESH_TOKEN_ERROR", "REVOKE_GRANT")
                .doesNotContain("REFRESH_TOKEN");
        assertThat(setUp(realm.admin(), realm.name(), Map.of("events", true))).isEmpty();

        TestRealm byDefault = TestRealm.create(
                server, "setup-events-by-default", settings -> settings.setEnabledEventTypes(List.of()));
        setUp(byDefault.admin(), byDefault.name(), Map.of("events", true));
        assertThat(values(byDefault
                        .admin()
                        .read("/" + byDefault.name() + "/events/config")
                        .path("enabledEventTypes")))
                .as("Keycloak's own")
                .contains("REGISTER", "LOGIN", "REFRESH_TOKEN_ERROR");
    }

    @Test
    void givenAnAdminThenBothRightsAreNeeded() {
        TestRealm realm = realm("setup-rights");
        String path = "/" + realm.name() + "/token-families/setup";
        String body = "{\"events\":true,\"dryRun\":true}";
        assertThat(RealmAdmin.create(realm, "ann", "manage-realm")
                        .call("POST", path, body)
                        .status())
                .isEqualTo(403);
        assertThat(RealmAdmin.create(realm, "ben", "manage-clients")
                        .call("POST", path, body)
                        .status())
                .isEqualTo(403);
        RealmAdmin both = RealmAdmin.create(realm, "cyd", "manage-realm", "manage-clients");
        assertThat(both.call("POST", path, body).status()).isEqualTo(200);
        Response nothing = both.call("POST", path, "{\"dryRun\":true}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.text("errorMessage")).contains("'events'", "'console'");
        assertThat(both.call("POST", path, "{\"event\":true}").text("errorMessage"))
                .contains("'event'");
    }

    private static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        return values;
    }
}
