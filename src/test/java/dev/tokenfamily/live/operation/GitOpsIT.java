package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokenfamily.gitops.GitOpsPage;
import dev.tokenfamily.gitops.TerraformExample;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.util.JsonSerialization;

/**
 * The examples of {@code docs/how-to/gitops.md} on a Keycloak, brought there as their tools do it, and a realm that moves to an empty
 * database.
 */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GitOpsIT {

    private final Path directory;
    private final ServerHome home;
    private final ServerHome elsewhere;
    private final DistributionServer server;
    private final AdminApi admin;

    /** Both homes have no database yet; the first gets it by the import. */
    GitOpsIT(@TempDir Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        home = ServerHome.fresh("gitops").withOurJar().built("--db=dev-file");
        elsewhere = home.twin("gitops-elsewhere");
        importAsTheOperatorDoes();
        server = new DistributionServer(home).start();
        admin = new AdminApi(server.url());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void importAsTheOperatorDoes() throws IOException {
        ObjectNode realm =
                GitOpsPage.resource("KeycloakRealmImport").at("/spec/realm").deepCopy();
        realm.putArray("users").addPOJO(TestRealm.user("alice"));
        ((ObjectNode) realm.path("clients").path(0)).put("directAccessGrantsEnabled", true);
        Path file = Files.writeString(
                directory.resolve("customers-realm.json"), JsonSerialization.writeValueAsString(realm));
        new Program(home.path().resolve("bin/kc.sh"))
                .in(forCommands())
                .run(directory, "import", "--optimized", "--file=" + file, "--override=false");
    }

    /** What the operator gives its job, and the admin of a database that is new. */
    private static Map<String, String> forCommands() {
        Map<String, String> environment = new HashMap<>(ShortLivedJava.forServer());
        environment.put("KC_CACHE", "local");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", AdminApi.USER);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", AdminApi.USER);
        return environment;
    }

    private void assertItObserves(String realm) {
        App spa = new App(server.url().resolve("/realms/" + realm), "spa", null);
        Tokens first = spa.login("alice");
        Tokens next = spa.refreshed(first);
        assertThat(next.generation()).isEqualTo(1);
        spa.refreshed(next);
        assertThat(spa.refresh(first.refresh()).status())
                .as("nobody loses a token")
                .isEqualTo(200);
        JsonNode policy =
                admin.read("/" + realm + "/token-families/policy?clientId=spa").at("/effective/policy");
        assertThat(policy.path("enforcement").asText()).isEqualTo("observe");
        assertThat(policy.path("grace-period-seconds").asInt()).isEqualTo(10);
    }

    private List<String> profilesOf(String realm) {
        return admin.read("/" + realm + "/client-policies/profiles")
                .path("profiles")
                .findValuesAsText("name");
    }

    @Test
    void givenTheRealmOfTheOperatorsImportThenItsClientIsGoverned() {
        assertItObserves("customers");
    }

    @Test
    void givenTheExampleForTerraformThenItsClientIsGovernedAndOtherProfilesStay() {
        TerraformExample example = TerraformExample.documented();
        TestRealm realm = TestRealm.create(server, "terraform").govern("other", Map.of());
        realm.publicClient("spa", "");
        add("/terraform/client-policies/profiles", "?include-global-profiles=true", "profiles", example.profile());
        add("/terraform/client-policies/policies", "", "policies", example.policy());

        assertItObserves("terraform");
        assertThat(profilesOf("terraform")).containsExactlyInAnyOrder("other", "token-families");
    }

    /** As its provider does, which writes back of other entries what it knows of them. */
    private void add(String list, String query, String name, JsonNode entry) {
        ObjectNode entries = (ObjectNode) admin.read(list + query);
        for (JsonNode entriesOfOneKind : entries) {
            entriesOfOneKind.forEach(one ->
                    ((ObjectNode) one).retain("name", "description", "enabled", "executors", "conditions", "profiles"));
        }
        entries.withArray(name).add(entry);
        expectSuccess(admin.put(list, entries));
    }

    @Test
    void givenTheExampleForKeycloakConfigCliThenItsClientIsGovernedAndOtherProfilesAreReplaced() {
        JsonNode example = GitOpsPage.realmForConfigCli();
        TestRealm realm = TestRealm.create(server, "config-cli").govern("other", Map.of());
        realm.publicClient("spa", "");
        expectSuccess(admin.put("/config-cli/client-policies/profiles", example.path("clientProfiles")));
        expectSuccess(admin.put("/config-cli/client-policies/policies", example.path("clientPolicies")));

        assertItObserves("config-cli");
        assertThat(profilesOf("config-cli")).containsExactly("token-families");
    }

    @Test
    void givenKeycloakConfigCliItselfThenItsClientIsGoverned() throws IOException {
        @Nullable String named = System.getenv("KEYCLOAK_CONFIG_CLI");
        Path program = Path.of(named == null ? "" : named).toAbsolutePath();
        Program.assume(
                Files.isRegularFile(program) && Files.isExecutable(program),
                "keycloak-config-cli is in no package registry, and KEYCLOAK_CONFIG_CLI names no program that runs it");
        Path file = Files.writeString(
                directory.resolve("customers.yaml"),
                GitOpsPage.configCli().replaceFirst("realm: customers", "realm: itself"));
        for (int run = 1; run <= 2; run++) { // the second one updates the realm
            new Program(program)
                    .run(
                            directory,
                            "--keycloak.url=" + server.url(),
                            "--keycloak.user=" + AdminApi.USER,
                            "--keycloak.password=" + AdminApi.USER,
                            "--import.cache.enabled=false",
                            "--import.files.locations=" + file);
        }
        expectSuccess(admin.post("/itself/users", TestRealm.user("alice")));
        JsonNode client = admin.read("/itself/clients?clientId=spa").path(0);
        expectSuccess(admin.put(
                "/itself/clients/" + client.path("id").asText(),
                ((ObjectNode) client).put("directAccessGrantsEnabled", true)));
        assertItObserves("itself");
    }

    /** Keycloak removes what a change does not name; Terraform's provider names what its configuration names. */
    @Test
    void whenAChangeNamesOtherAttributesThenOursAreGoneAndPoliciesStay() {
        TestRealm realm =
                TestRealm.create(server, "attributes", RealmSettings::configure).govern("strict", Map.of());
        RealmSettings.setUp(realm);
        JsonNode before = RealmSettings.of(realm);
        Map<String, String> ours = RealmSettings.attributes(realm);
        assertThat(ours)
                .containsOnlyKeys(
                        "token-family.webhooks",
                        "token-family.console-client",
                        "token-family.account-client",
                        "token-family.global-revocation-client");

        expectSuccess(admin.put("/attributes", Map.of("realm", "attributes", "attributes", ours)));
        assertThat(RealmSettings.of(realm)).isEqualTo(before);

        expectSuccess(admin.put("/attributes", Map.of("realm", "attributes", "attributes", Map.of())));
        assertThat(RealmSettings.attributes(realm)).isEmpty();
        for (String kept : List.of("clientProfiles", "clientPolicies", "adminTheme")) {
            assertThat(RealmSettings.of(realm).path(kept)).isEqualTo(before.path(kept));
        }
    }

    /** The last one, since it stops the server. */
    @Test
    @Order(Integer.MAX_VALUE)
    void whenARealmMovesToAnEmptyDatabaseThenAllSettingsAreKeptAndNobodyIsLoggedIn()
            throws IOException, InterruptedException {
        TestRealm realm =
                TestRealm.create(server, "moved", this::configure).govern("strict", Map.of("grace-period-seconds", 0));
        RealmSettings.setUp(realm);
        App app = realm.publicClient("app", "strict");
        Tokens earlier = app.refreshed(app.login("alice"));
        JsonNode before = RealmSettings.of(realm);
        JsonNode partial =
                expectSuccess(admin.post("/moved/partial-export", Map.of())).json();
        assertThat(partial.path("clientProfiles")).isEqualTo(before.path("clientProfiles"));
        assertThat(partial.path("clientPolicies")).isEqualTo(before.path("clientPolicies"));

        server.stop();
        Map<String, String> environment = forCommands();
        environment.put("REALM", "moved");
        environment.put("FROM", home.path().toString());
        environment.put("TO", elsewhere.path().toString());
        environment.put("FILES", directory.resolve("files").toString());
        DocumentedCommands.in("docs/how-to/gitops.md").section("Move a realm").run(environment);

        try (DistributionServer other = new DistributionServer(elsewhere).start()) {
            TestRealm moved = realm.through(other);
            assertThat(RealmSettings.of(moved)).isEqualTo(before);
            assertThat(RealmSettings.leftToSetUp(moved)).isEmpty();

            App its = new App(moved.url(), "app", null);
            assertSessionEnded(its.refresh(earlier.refresh()));
            Tokens superseded = its.login("alice");
            Tokens head = its.refreshed(superseded);
            assertThat(head.generation()).isEqualTo(1);
            assertRefused(its.refresh(superseded.refresh()), REUSED);
            assertRefused(its.refresh(head.refresh()), REVOKED);
        }
    }

    /** With one address, under which both servers issue its tokens. */
    private void configure(RealmRepresentation realm) {
        RealmSettings.configure(realm);
        TestRealm.at(server, realm);
    }
}
