package dev.tokenfamily.live.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** An admin asks which policy governs a client, and is told where it came from and what is unsafe about it. */
@ExtendWith(LiveKeycloak.class)
class AdminPolicyIT {

    private final TestRealm realm;
    private final String resource;

    AdminPolicyIT(KeycloakServer server, TestInfo test) {
        realm = TestRealm.create(
                server, "policies-" + Integer.toHexString(test.getDisplayName().hashCode()));
        resource = "/" + realm.name() + "/token-families/policy";
        for (String profile : List.of("first", "second")) {
            realm.govern(profile, Map.of("grace-max-retries", profile.equals("first") ? 1 : 2));
        }
    }

    private JsonNode report(String clientId) {
        return realm.admin().read(resource + "?clientId=" + clientId);
    }

    private static Map<String, ?> condition(String id, Map<String, ?> configuration) {
        return Map.of("condition", id, "configuration", configuration);
    }

    private static Map<String, ?> accessType(boolean negated) {
        return condition("client-access-type", Map.of("type", List.of("confidential"), "is-negative-logic", negated));
    }

    @Test
    void givenAGovernedClientThenTheReportSaysByWhatAndItIsTrue() {
        App app = realm.publicClient("app", "second");
        realm.publicClient("ungoverned", "");

        JsonNode effective = report("app").path("effective");

        assertThat(effective.path("clientPolicy").asText()).isEqualTo("second");
        assertThat(effective.path("profile").asText()).isEqualTo("second");
        assertThat(effective.path("policy").path("grace-max-retries").asInt()).isEqualTo(2);
        assertThat(effective.path("policy").path("grace-period-seconds").asInt())
                .isEqualTo(10);
        assertThat(effective.path("policy").path("enforcement").asText()).isEqualTo("enforce");
        assertThat(report("app").path("warnings")).isEmpty();
        assertThat(report("app").path("dependsOnRequest").asBoolean()).isFalse();
        assertThat(report("ungoverned").has("effective")).isFalse();
        assertThat(report("ungoverned").path("matches")).isEmpty();
        assertThat(app.refreshed(app.login("alice")).generation()).isEqualTo(1);
    }

    @Test
    void givenConditionsOfEveryKindThenTheReportDecidesLikeKeycloak() {
        realm.publicClient("spa", "");
        realm.confidentialClient("web", "");
        realm.savePolicies(List.of(
                TestRealm.policy("confidential", accessType(false), "first"),
                TestRealm.policy("not confidential", accessType(true), "second")));
        assertThat(report("web").path("effective").path("clientPolicy").asText())
                .isEqualTo("confidential");
        assertThat(report("spa").path("effective").path("clientPolicy").asText())
                .isEqualTo("not confidential");

        Map<String, ?> defaultScope =
                condition("client-scopes", Map.of("scopes", List.of("profile"), "type", "Default"));
        realm.savePolicies(List.of(TestRealm.policy("default scope", defaultScope, "first")));
        assertThat(report("spa").path("effective").path("clientPolicy").asText())
                .isEqualTo("default scope");

        Map<String, ?> abstaining = condition("acr-condition", Map.of("acr-property", "2"));
        realm.savePolicies(List.of(
                TestRealm.policy("abstains", abstaining, "first"),
                policy("strict", "STRICT", List.of(TestRealm.anyClient(), abstaining)),
                policy("lenient", "DEFAULT", List.of(TestRealm.anyClient(), abstaining)),
                Map.of(
                        "name",
                        "disabled",
                        "enabled",
                        false,
                        "conditions",
                        List.of(TestRealm.anyClient()),
                        "profiles",
                        List.of("first"))));
        assertThat(report("spa").path("matches").findValuesAsText("clientPolicy"))
                .containsExactly("lenient");
    }

    private static Map<String, Object> policy(String name, String mode, List<?> conditions) {
        return Map.of(
                "name", name, "enabled", true, "mode", mode, "conditions", conditions, "profiles", List.of("first"));
    }

    @Test
    void givenAConditionOnTheRequestThenTheReportSaysWhatMayGovern() {
        realm.publicClient("app", "first");
        realm.savePolicies(List.of(
                TestRealm.policy("all", TestRealm.anyClient(), "first"),
                TestRealm.policy(
                        "some",
                        condition("client-scopes", Map.of("scopes", List.of("email"), "type", "Optional")),
                        "second")));

        JsonNode report = report("app");

        assertThat(report.path("dependsOnRequest").asBoolean()).isTrue();
        assertThat(report.path("effective").path("clientPolicy").asText()).isEqualTo("all");
        assertThat(report.path("matches").findValuesAsText("clientPolicy")).containsExactly("all", "some");
        assertThat(warnings(report)).containsExactly("depends-on-request");
    }

    @Test
    void givenUnsafeCombinationsThenTheReportWarns() {
        realm.govern(
                "unsafe",
                Map.of("grace-period-seconds", 120, "rotation-interval-seconds", 120, "enforcement", "observe"));
        realm.client("app", "unsafe", client -> {
            client.setPublicClient(true);
            client.getAttributes().put("access.token.lifespan", "60");
        });
        realm.govern("off", Map.of("rotation", "off"));
        realm.publicClient("spa", "off");
        realm.client("bound", "off", client -> {
            client.setPublicClient(true);
            client.getAttributes().put("dpop.bound.access.tokens", "true");
        });

        assertThat(warnings(report("app")))
                .containsExactly(
                        "grace-outlives-access-token",
                        "long-grace-without-binding",
                        "interval-outlives-access-token",
                        "observing");
        assertThat(report("app").path("warnings").get(0).path("message").asText())
                .contains("grace-period-seconds");
        assertThat(warnings(report("spa"))).containsExactly("no-rotation-for-public-client");
        assertThat(warnings(report("bound"))).isEmpty();
    }

    @Test
    void givenAStrictRealmSwitchThenAWeakerPolicyIsWarnedOf() {
        AdminApi.expectSuccess(
                realm.admin().put("/" + realm.name(), Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0)));
        realm.govern("strict", Map.of("grace-period-seconds", 0));
        realm.govern("observed", Map.of("enforcement", "observe"));
        realm.publicClient("weaker", "first");
        realm.publicClient("as-strict", "strict");
        realm.publicClient("looked-at", "observed");

        assertThat(warnings(report("weaker"))).containsExactly("weaker-than-realm-switch");
        assertThat(warnings(report("as-strict"))).isEmpty();
        assertThat(warnings(report("looked-at"))).containsExactly("observing");

        AdminApi.expectSuccess(realm.admin().put("/" + realm.name(), Map.of("refreshTokenMaxReuse", 1)));
        assertThat(warnings(report("weaker"))).isEmpty();
    }

    @Test
    void givenKeycloakWithholdsNewTokensThenTheReportWarns() {
        realm.publicClient("app", "first");
        AdminApi.expectSuccess(realm.putProfiles(List.of(TestRealm.profile(
                "both",
                List.of(
                        TestRealm.executor(Map.of()),
                        Map.of("executor", "suppress-refresh-token-rotation", "configuration", Map.of()))))));
        realm.savePolicies(List.of(TestRealm.policy("all", TestRealm.anyClient(), "both")));

        assertThat(warnings(report("app"))).containsExactly("rotation-suppressed");
    }

    @Test
    void givenAWrongQuestionThenTheAnswerSaysWhatIsWrong() {
        assertError(realm.admin().get(resource), 400, "The parameter 'clientId' is missing");
        assertError(realm.admin().get(resource + "?clientId=nobody"), 404, "Could not find client");
        assertThat(Http.get(realm.admin().uri(resource + "?clientId=app")).status())
                .isEqualTo(401);
    }

    /** Keycloak saves them, and then answers no token request of the realm. */
    @Test
    void givenConditionsThatCannotBeReadThenTheReportSaysWhich() {
        realm.publicClient("app", "first");
        realm.savePolicies(List.of(TestRealm.policy("broken", Map.of("condition", "any-client"), "first")));
        assertError(realm.admin().get(resource + "?clientId=app"), 409, "'broken'");

        for (String odd : List.of("\"text\"", "[]", "7")) {
            AdminApi.expectSuccess(
                    realm.admin().put("/" + realm.name() + "/client-policies/policies", """
                            {"policies": [{"name": "odd", "enabled": true, "profiles": ["first"],
                             "conditions": [{"condition": "client-access-type", "configuration": %s}]}]}""".formatted(odd)));
            assertError(realm.admin().get(resource + "?clientId=app"), 409, "'client-access-type'");
        }
    }

    private static void assertError(Response answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(message);
    }

    @Test
    void givenAnAdminWithoutTheRightThenTheAnswerIs403() {
        App app = realm.publicClient("app", "first");
        String authorization = "Bearer " + app.login("bob").access();

        Response answer = Http.get(realm.admin().uri(resource + "?clientId=app"), "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void givenAnObservingPolicyThenTheCommandsPrintWhatIsDocumented() throws IOException, InterruptedException {
        realm.govern("observe", Map.of("enforcement", "observe")).publicClient("app", "observe");
        KeycloakServer server = realm.server();
        Map<String, String> reader = Map.of(
                "KC", server.url().toString(),
                "KC_HOME", ServerHome.tools().toString(),
                "REALM", realm.name(),
                "CLIENT", "app",
                "ADMIN_PASSWORD", AdminApi.USER);

        DocumentedCommands.in("docs/reference/policy.md")
                .section("What is unsafe")
                .run(reader);
    }

    private static List<String> warnings(JsonNode report) {
        return report.path("warnings").findValuesAsText("id");
    }

    @Test
    void whenAskedAboutAUserThenItSaysWhichRuleGovernsThatOne() {
        AdminApi.expectSuccess(realm.admin().post("/" + realm.name() + "/roles", Map.of("name", "boss")));
        realm.govern("third", Map.of("grace-max-retries", 3, "for-roles", List.of("boss")));
        realm.publicClient("app", "second");
        realm.savePolicies(List.of(
                TestRealm.policy("all", TestRealm.anyClient(), "first"),
                TestRealm.policy("bosses", TestRealm.anyClient(), "third")));
        AdminApi.expectSuccess(realm.admin()
                .post(
                        "/" + realm.name() + "/users/" + realm.userId("alice") + "/role-mappings/realm",
                        List.of(realm.admin().read("/" + realm.name() + "/roles/boss"))));

        JsonNode all = report("app");
        assertThat(all.at("/effective/clientPolicy").asText()).isEqualTo("all");
        assertThat(all.path("dependsOnUser").asBoolean()).isTrue();
        assertThat(all.at("/matches/1/policy/for-roles/0").asText()).isEqualTo("boss");
        assertThat(all.at("/matches/1").has("forUser")).isFalse();

        JsonNode alices = report("app&userId=" + realm.userId("alice"));
        assertThat(alices.path("userId").asText()).isEqualTo(realm.userId("alice"));
        assertThat(alices.at("/effective/clientPolicy").asText()).isEqualTo("bosses");
        assertThat(alices.at("/effective/policy/grace-max-retries").asInt()).isEqualTo(3);
        assertThat(alices.path("dependsOnUser").asBoolean()).isFalse();
        assertThat(alices.path("matches").findValuesAsText("forUser")).containsExactly("true", "true");

        JsonNode bobs = report("app&userId=" + realm.userId("bob"));
        assertThat(bobs.at("/effective/clientPolicy").asText()).isEqualTo("all");
        assertThat(bobs.path("matches").findValuesAsText("forUser")).containsExactly("true", "false");
    }

    @Test
    void whenAskedAboutAUserThenTheAdminMustBeAllowedToViewThatOne() {
        realm.publicClient("app", "second");
        String policy = resource + "?clientId=app";
        RealmAdmin viewsRealm = RealmAdmin.create(realm, "views-realm", "view-realm");
        RealmAdmin viewsBoth = RealmAdmin.create(realm, "views-both", "view-realm", "view-users");
        RealmAdmin viewsUsers = RealmAdmin.create(realm, "views-users", "view-users");
        String ofAlice = policy + "&userId=" + realm.userId("alice");

        assertThat(viewsRealm.get(policy).status()).isEqualTo(200);
        assertThat(viewsRealm.get(ofAlice).status()).isEqualTo(403);
        assertThat(viewsRealm.get(policy + "&userId=nobody").status())
                .as("nor who exists")
                .isEqualTo(403);
        assertThat(viewsUsers.get(ofAlice).status()).isEqualTo(403);
        assertThat(viewsBoth.get(ofAlice).status()).isEqualTo(200);
        assertThat(viewsBoth.get(policy + "&userId=nobody").status()).isEqualTo(404);
    }
}
