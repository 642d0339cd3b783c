package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An admin looks at the clients of a realm: what governs each, why, what is unsafe, and what to do next. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminClientsIT {

    private static final String RESOURCE = "/clients-of/token-families/clients";

    private final TestRealm realm;
    private final App observed;

    AdminClientsIT(KeycloakServer server) {
        realm = TestRealm.create(server, "clients-of", FineGrainedPermissions::enable)
                .govern("observe", Map.of("enforcement", "observe"))
                .govern("enforce", Map.of("grace-period-seconds", 15));
        observed = realm.publicClient("shop-web", "observe");
        realm.client("shop-app", "enforce", client -> {
            client.setPublicClient(true);
            client.setName("<b>Shop</b>");
        });
        realm.client("shop-saml", "", client -> client.setProtocol("saml"));
        realm.publicClient("till", "");
        realm.client("closed", "observe", client -> client.setEnabled(false));
    }

    private JsonNode listed(String clientId) {
        JsonNode clients = realm.admin().read(RESOURCE + "?search=" + clientId);
        assertThat(clients).hasSize(1);
        return clients.get(0);
    }

    @Test
    void whenListedThenEachClientOfOpenIdConnectIsThereInOrder() {
        List<String> all = realm.admin().read(RESOURCE + "?max=1000").findValuesAsText("clientId");
        assertThat(all)
                .isSorted()
                .contains("shop-web", "shop-app", "till", "closed", "account")
                .doesNotContain("shop-saml");
        assertThat(realm.admin().get(RESOURCE + "/count").text()).isEqualTo(Integer.toString(all.size()));

        assertThat(realm.admin().read(RESOURCE + "?search=SHOP").findValuesAsText("clientId"))
                .containsExactly("shop-app", "shop-web");
        assertThat(realm.admin().get(RESOURCE + "/count?search=shop").text()).isEqualTo("2");
        assertThat(realm.admin().read(RESOURCE + "?clientId=shop-web").findValuesAsText("clientId"))
                .containsExactly("shop-web");
        for (String none : List.of("shop", "SHOP-WEB", "shop-saml")) {
            assertThat(realm.admin().read(RESOURCE + "?clientId=" + none))
                    .as(none)
                    .isEmpty();
        }
        assertThat(realm.admin().get(RESOURCE + "/count?clientId=shop-web").text())
                .isEqualTo("1");
        assertThat(realm.admin().get(RESOURCE + "/count?clientId=shop").text()).isEqualTo("0");
        assertThat(realm.admin().read(RESOURCE + "?first=1&max=2").findValuesAsText("clientId"))
                .isEqualTo(all.subList(1, 3));
        assertThat(realm.admin().read(RESOURCE + "?max=0")).isEmpty();
        assertThat(realm.admin().read(RESOURCE + "?first=2147483647")).isEmpty();
    }

    @Test
    void whenAClientIsShownThenItSaysWhatGovernsItAndWhyAndWhatToDo() {
        JsonNode web = listed("shop-web");
        assertThat(web.path("effective").path("clientPolicy").asText()).isEqualTo("observe");
        assertThat(web.path("effective"))
                .isEqualTo(realm.admin()
                        .read("/clients-of/token-families/policy?clientId=shop-web")
                        .path("effective"));
        assertThat(web.path("why")).hasSize(1);
        assertThat(web.path("why").get(0).asText())
                .startsWith("The client policy 'observe' applies, because the condition client-attributes says so (");
        assertThat(web.path("warnings").findValuesAsText("id")).containsExactly("observing");
        assertThat(web.path("warnings").get(0).path("remedy").asText()).contains("enforce");
        assertThat(web.path("enabled").asBoolean()).isTrue();
        assertThat(web.has("name")).isFalse();

        JsonNode till = listed("till");
        assertThat(till.has("effective")).isFalse();
        assertThat(till.path("why")).hasSize(1);
        assertThat(till.path("report").path("recommendation").path("code").asText())
                .isEqualTo("observe");
        assertThat(listed("shop-app").path("name").asText()).isEqualTo("<b>Shop</b>");
        assertThat(listed("shop-app")
                        .path("report")
                        .path("recommendation")
                        .path("code")
                        .asText())
                .isEqualTo("enforced");
        assertThat(listed("closed").path("enabled").asBoolean()).isFalse();
    }

    @Test
    void givenRefreshesThenTheReportOfTheClientHasThem() {
        observed.refreshed(observed.refreshed(observed.login("alice")));

        JsonNode report = listed("shop-web").path("report");

        assertThat(report.path("days").asInt()).isEqualTo(7);
        assertThat(report.path("refreshes").asInt()).isEqualTo(2);
        assertThat(report.path("distinctUsers").asInt()).isEqualTo(1);
        assertThat(report.path("recommendation").path("code").asText()).isEqualTo("not-enough-data");
        assertThat(report.path("summary").asText()).contains("refreshed 2 times");
        assertThat(listed("till").path("report").path("refreshes").asInt()).isZero();
    }

    @Test
    void givenRightsOverOneClientThenOnlyThatOneIsListedAndWithoutUsersNoReport() {
        RealmAdmin one = RealmAdmin.create(realm, "one", "view-realm", "query-clients");
        new FineGrainedPermissions(realm).permit("Clients", realm.clientUuid("till"), "view", one);

        JsonNode seen = one.get(RESOURCE).json();

        assertThat(seen.findValuesAsText("clientId")).containsExactly("till");
        assertThat(seen.get(0).has("report")).isFalse();
        assertThat(one.get(RESOURCE + "/count").text()).isEqualTo("1");
        assertThat(one.get(RESOURCE + "?search=shop").json()).isEmpty();
        assertThat(one.get(RESOURCE + "?clientId=shop-web").json()).isEmpty();
    }

    /** As Keycloak's own list of clients, which is empty then. */
    @Test
    void givenARealmWithoutFineGrainedPermissionsThenWhoMayViewNoClientSeesNone() {
        TestRealm plain = TestRealm.create(realm.server(), "clients-plain");
        RealmAdmin admin = RealmAdmin.create(plain, "searcher", "view-realm", "query-clients");
        assertThat(admin.get("/clients-plain/clients").json()).isEmpty();
        assertThat(admin.get("/clients-plain/token-families/clients").json()).isEmpty();
        assertThat(admin.get("/clients-plain/token-families/clients/count").text())
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "view-realm, 403",
        "view-clients, 403",
        "view-realm view-clients, 200",
        "view-realm manage-clients, 200",
        "manage-users view-users, 403"
    })
    void givenRolesThenTheyAreThoseOfThePolicyAndOfClients(String roles, int status) {
        RealmAdmin admin = RealmAdmin.create(realm, roles.replace(' ', '-'), roles.split(" ", -1));
        assertThat(admin.get(RESOURCE).status()).isEqualTo(status);
        assertThat(admin.get(RESOURCE + "/count").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "?search=, search",
        "?Search=x, Search",
        "?clientId=, clientId",
        "?clientId=till&search=till, clientId",
        "/count?clientId=till&search=till, search",
        "?max=-1, max",
        "/count?max=1, max",
        "?search=%0A, search"
    })
    void givenAMalformedFilterThenTheAnswerNamesIt(String query, String parameter) {
        assertThat(realm.admin().get(RESOURCE + query).status()).isEqualTo(400);
        assertThat(realm.admin().get(RESOURCE + query).text("errorMessage")).contains("'" + parameter + "'");
    }

    @Test
    void givenPoliciesThatCannotBeReadThenTheAnswerSaysWhere() {
        TestRealm broken = TestRealm.create(realm.server(), "clients-broken").govern("default", Map.of());
        App app = broken.publicClient("app", "default");
        app.refreshed(app.login("alice"));
        broken.savePolicies(List.of(Map.of(
                "name",
                "half",
                "enabled",
                true,
                "conditions",
                List.of(Map.of("condition", "any-client")),
                "profiles",
                List.of("default"))));

        assertThat(broken.admin().get("/clients-broken/token-families/clients").status())
                .isEqualTo(409);
        JsonNode report = broken.admin().read("/clients-broken/token-families/report");
        assertThat(report.path("clients").get(0).path("refreshes").asInt()).isEqualTo(1);
        assertThat(report.path("clients").get(0).has("recommendation")).isFalse();
        expectSuccess(broken.admin().delete("/clients-broken"));
    }
}
