package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.policy.PolicyKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an admin saves, and what comes of it. */
@ExtendWith(LiveKeycloak.class)
class PolicyConfigurationIT {

    private static final Map<String, ?> STRICT = Map.of("grace-period-seconds", 0);

    private final TestRealm realm;

    PolicyConfigurationIT(KeycloakServer server, TestInfo test) {
        realm = TestRealm.create(
                server,
                "configuration-" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @Nested
    final class GivenAnInvalidConfiguration {

        @Test
        void whenSavedThenKeyValueAndRangeAreNamedAndNothingIsLost() {
            realm.govern("good", STRICT);
            assertSaveRefused(
                    Map.of("grace-period-seconds", "86401"), "'86401'", "'grace-period-seconds'", "from 0 to 86400");
            assertSaveRefused(Map.of("grace-period-seconds", -1), "'-1'", "'grace-period-seconds'");
            assertSaveRefused(Map.of("grace-period-seconds", "ten"), "'ten'", "a whole number");
            assertSaveRefused(Map.of("rotation", "always"), "'always'", "'rotation'", "one of on-use, off");
            assertSaveRefused(Map.of("revocation-scope", "realm"), "one of family, client-session, user-session, user");
            assertSaveRefused(
                    Map.of("exempt-sender-constrained", "maybe"), "'exempt-sender-constrained'", "true or false");
            assertSaveRefused(Map.of("grace-period", "5"), "Unknown key 'grace-period'");
            assertSaveRefused(Map.of("absolute-lifetime-seconds", List.of(1)), "'absolute-lifetime-seconds'");

            JsonNode profiles = realm.admin()
                    .read("/" + realm.name() + "/client-policies/profiles")
                    .path("profiles");
            assertThat(profiles).hasSize(1);
            assertThat(profiles.get(0).path("name").asText()).isEqualTo("good");
        }

        @Test
        void whenItsRealmIsImportedThenTheImportFailsAndSaysWhy() {
            Response answer = realm.admin().post("", """
                            {"realm": "imported", "enabled": true, "clientProfiles": {"profiles": [{"name": "bad",
                             "executors": [{"executor": "refresh-token-family-rotation",
                                            "configuration": {"grace-period-seconds": "soon"}}]}]}}""");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text("errorMessage")).contains("'grace-period-seconds'");
            assertThat(realm.server().logged()).contains("A client profile is refused.");
            assertThat(realm.admin().get("/imported").status()).isEqualTo(404);
        }

        @Test
        void whenStoredByOtherMeansThenTheDefaultsApplyAndTheLogSaysSo() {
            realm.govern("stored", STRICT);
            realm.inside().storeProfiles("""
                    {"profiles": [{"name": "stored", "executors": [{
                      "executor": "refresh-token-family-rotation",
                      "configuration": {"grace-period-seconds": "soon"}}]}]}""");
            App app = realm.publicClient("app", "stored");
            Tokens login = app.login("alice");
            Tokens next = app.refreshed(login);
            assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
            assertThat(realm.server().logged())
                    .contains("Realm " + realm.name()
                            + " has a client profile with an invalid 'refresh-token-family-rotation'");
        }
    }

    /** What comes to be saved or stored in the place of an object with keys. */
    @Nested
    final class GivenAConfigurationThatIsNoObject {

        private static final List<String> ODD = List.of("\"text\"", "\"\"", "[]", "[{}]", "7", "1.5", "true");

        private static String profiles(String member) {
            return "{\"profiles\": [{\"name\": \"odd\", \"executors\": [{\"executor\": \"refresh-token-family-rotation\"%s}]}]}"
                    .formatted(member);
        }

        private static String configuration(String json) {
            return profiles(", \"configuration\": " + json);
        }

        private Response save(String profiles) {
            return realm.admin().put("/" + realm.name() + "/client-policies/profiles", profiles);
        }

        private void assertDefaults(App app) {
            Tokens login = app.login("alice");
            Tokens next = app.refreshed(login);
            assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
            assertThat(app.refreshActive(next.refresh())).isTrue();
            JsonNode report = realm.admin().read("/" + realm.name() + "/token-families/policy?clientId=app");
            assertThat(report.at("/effective/policy/grace-period-seconds").asInt())
                    .isEqualTo(10);
        }

        @Test
        void whenSavedThenTheExecutorIsNamed() {
            for (String json : ODD) {
                Response answer = save(configuration(json));
                assertThat(answer.status()).as(json).isEqualTo(400);
                assertThat(answer.text("errorMessage"))
                        .contains("refresh-token-family-rotation", "must be a JSON object");
            }
        }

        @Test
        void whenNullIsSavedThenItMeansTheDefaults() {
            realm.govern("odd", STRICT);
            App app = realm.confidentialClient("app", "odd");
            AdminApi.expectSuccess(save(configuration("null")));
            assertDefaults(app);
        }

        @Test
        void whenStoredByOtherMeansThenTheDefaultsApply() {
            realm.govern("odd", STRICT);
            App app = realm.confidentialClient("app", "odd");
            for (String json : ODD) {
                realm.inside().storeProfiles(configuration(json));
                assertDefaults(app);
            }
            assertThat(realm.server().logged())
                    .contains("Realm " + realm.name() + " has a client profile with an invalid");
        }

        @Test
        void whenImportedAsAnAttributeThenTheDefaultsApply() {
            realm.govern("odd", STRICT);
            String policies = realm.admin()
                    .read("/" + realm.name() + "/client-policies/policies")
                    .toString();
            TestRealm imported = TestRealm.create(
                    realm.server(),
                    "imported-attributes",
                    r -> r.setAttributes(Map.of(
                            "client-policies.profiles", configuration("[]"), "client-policies.policies", policies)));
            App app = imported.publicClient("app", "odd");
            Tokens login = app.login("alice");
            Tokens next = app.refreshed(login);
            assertThat(next.generation()).isEqualTo(1);
            assertThat(app.refreshed(login).refresh()).isEqualTo(next.refresh());
        }

        /** Keycloak itself fails, whose executor it is does not matter; what was saved before stays. */
        @Test
        void whenThereIsNoneThenKeycloakSavesNothing() {
            realm.govern("odd", STRICT);
            App app = realm.publicClient("app", "odd");
            assertThat(save(profiles("")).status()).isEqualTo(500);
            String keycloaks = profiles("").replace("refresh-token-family-rotation", "suppress-refresh-token-rotation");
            assertThat(save(keycloaks).status()).isEqualTo(500);
            Tokens login = app.login("alice");
            app.refreshed(login);
            assertRefused(app.refresh(login.refresh()), REUSED);
        }
    }

    private void assertSaveRefused(Map<String, ?> configuration, String... named) {
        Response answer =
                realm.putProfiles(List.of(TestRealm.profile("bad", List.of(TestRealm.executor(configuration)))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage"))
                .contains("refresh-token-family-rotation")
                .contains(named);
    }

    @Test
    void givenStringsFromTheConsoleThenTheyAreTakenForTheirTypes() {
        realm.govern(
                "console",
                Map.of("grace-period-seconds", "0", "exempt-sender-constrained", "false", "grace-max-retries", ""));
        App app = realm.publicClient("app", "console");
        Tokens login = app.login("alice");
        app.refreshed(login);
        assertRefused(app.refresh(login.refresh()), REUSED);
    }

    @Test
    void whenTheConsoleAsksForTheKeysThenEachHasALabelAndAHelp() {
        JsonNode executors = realm.admin()
                .serverInfo()
                .path("componentTypes")
                .path("org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider");
        JsonNode ours = MissingNode.getInstance();
        for (JsonNode executor : executors) {
            ours = executor.path("id").asText().equals("refresh-token-family-rotation") ? executor : ours;
        }
        assertThat(ours.path("properties")).hasSize(PolicyKey.values().length).allSatisfy(property -> {
            assertThat(property.path("label").asText())
                    .isEqualTo("token-family." + property.path("name").asText());
            assertThat(property.path("helpText").asText()).endsWith(".help");
            assertThat(property.has("defaultValue")).isTrue();
        });
    }
}
