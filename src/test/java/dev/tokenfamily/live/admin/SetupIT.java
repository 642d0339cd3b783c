package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.live.admin.ConsoleSetup.CONSOLE;
import static dev.tokenfamily.live.admin.ConsoleSetup.ID;
import static dev.tokenfamily.live.admin.ConsoleSetup.POLICY;
import static dev.tokenfamily.live.admin.ConsoleSetup.client;
import static dev.tokenfamily.live.admin.ConsoleSetup.setUp;
import static dev.tokenfamily.live.admin.ConsoleSetup.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A realm is set up: its events, and the client of the console page. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class SetupIT {

    private final KeycloakServer server;

    SetupIT(KeycloakServer server) {
        this.server = server;
    }

    @Test
    void whenTheClientIsAddedThenItIsAsNarrowAsItCanBe() {
        TestRealm realm = ConsoleSetup.realm(server, "setup-client");
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
        TestRealm realm = ConsoleSetup.realm(server, "setup-mended");
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
        TestRealm realm = ConsoleSetup.realm(server, "setup-registered");
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
        TestRealm realm = ConsoleSetup.realm(server, "setup-rights");
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
}
