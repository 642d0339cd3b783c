package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy for users with a role or in a group (ADR 31). Alice is an admin; Bob is not. */
@ExtendWith(LiveKeycloak.class)
class PolicyReachIT {

    private static final Map<String, ?> STRICT = Map.of("grace-period-seconds", 0);

    private static final String KEYCLOAKS_OWN = "Maximum allowed refresh token reuse exceeded";

    private final TestRealm realm;
    private final String path;

    PolicyReachIT(KeycloakServer server, TestInfo test) {
        realm = TestRealm.create(
                server, "reach-" + Integer.toHexString(test.getDisplayName().hashCode()));
        path = "/" + realm.name();
        for (String role : List.of("admin", "boss")) {
            expectSuccess(realm.admin().post(path + "/roles", Map.of("name", role)));
        }
        give("alice", "admin");
    }

    private JsonNode role(String name) {
        return realm.admin().read(path + "/roles/" + name);
    }

    private String roles(String user) {
        return path + "/users/" + realm.userId(user) + "/role-mappings/realm";
    }

    private void give(String user, String role) {
        expectSuccess(realm.admin().post(roles(user), List.of(role(role))));
    }

    /** Admin API of Keycloak's: a DELETE with a body is not sent by all; a composite of nothing else does it too. */
    private void removeRole(String role) {
        expectSuccess(realm.admin().delete(path + "/roles/" + role));
    }

    /** The rules that govern all clients, in their order; each is for the users that it names. */
    private void rules(List<Map<String, ?>> configurations) {
        List<String> names = List.of("first", "second", "third").subList(0, configurations.size());
        expectSuccess(realm.putProfiles(names.stream()
                .map(name ->
                        TestRealm.profile(name, List.of(TestRealm.executor(configurations.get(names.indexOf(name))))))
                .toList()));
        realm.savePolicies(names.stream()
                .map(name -> TestRealm.policy(name, TestRealm.anyClient(), name))
                .toList());
    }

    private static Map<String, ?> forRoles(String... roles) {
        return Map.of("grace-period-seconds", 0, "for-roles", List.of(roles));
    }

    @Nested
    final class GivenARuleForARole {

        private final App app = realm.confidentialClient("app", "");

        GivenARuleForARole() {
            rules(List.of(Map.of("rotation", "off"), forRoles("admin")));
        }

        @Test
        void thenWhoHasItRotatesAndTheOthersKeepTheirTokens() {
            Tokens alices = app.login("alice");
            Tokens alicesNext = app.refreshed(alices);
            assertThat(alicesNext.generation()).isEqualTo(1);
            assertGranted(realm.lastEvent("app"), "rotate", alices.familyId(), 0);
            assertThat(app.refreshActive(alices.refresh())).isFalse();

            Tokens bobs = app.login("bob");
            assertThat(app.refreshed(bobs).generation()).isZero();
            assertGranted(realm.lastEvent("app"), "keep", bobs.familyId(), 0);
            assertThat(app.refreshActive(bobs.refresh())).isTrue();

            assertRefused(app.refresh(alices.refresh()), REUSED);
            assertRefusal(realm.lastEvent("app"), "reuse", alices.familyId(), 0);
        }

        @Test
        void whenTheTokensAreOfflineThenItIsTheSame() {
            String offline = "openid offline_access";
            assertThat(app.refreshed(app.login("alice", offline)).generation()).isEqualTo(1);
            assertThat(app.refreshed(app.login("bob", offline)).generation()).isZero();
        }

        @Test
        void whenAnotherClientAsksAboutATokenThenItIsJudgedForItsUser() {
            App resourceServer = realm.resourceServer();
            Tokens alices = app.login("alice");
            app.refreshed(alices);
            Tokens bobs = app.login("bob");
            app.refreshed(bobs);
            assertThat(resourceServer.introspectedAs("access_token", alices.refresh()))
                    .isFalse();
            assertThat(resourceServer.introspectedAs("access_token", bobs.refresh()))
                    .isTrue();
        }

        @Test
        void whenSomebodyLosesItThenTheNextRuleGovernsAndWhatIsDeadStaysDead() {
            Tokens superseded = app.login("alice");
            Tokens head = app.refreshed(superseded);
            removeRole("admin");

            Tokens kept = app.refreshed(head);
            assertThat(kept.generation()).isEqualTo(1);
            assertGranted(realm.lastEvent("app"), "keep", head.familyId(), 1);
            assertRefused(app.refresh(superseded.refresh()), REUSED);
            assertRefusal(realm.lastEvent("app"), "reuse", superseded.familyId(), 0);
        }

        @Test
        void whenSomebodyGetsItThenTheNextRefreshRotates() {
            Tokens bobs = app.refreshed(app.login("bob"));
            give("bob", "admin");
            assertThat(app.refreshed(bobs).generation()).isEqualTo(1);
            assertRefused(app.refresh(bobs.refresh()), REUSED);
        }

        /** Neither the answer nor the event may tell what a user is whose name somebody has written into a token. */
        @Test
        void whenATokenIsForgedThenItTellsNothingOfItsSubject() {
            realm.withUser("carol", settings -> {});
            Tokens genuine = app.refreshed(app.login("bob"));
            int before = realm.events("app").size();
            List<Response> answers = List.of(realm.userId("alice"), realm.userId("carol"), "nobody").stream()
                    .map(subject -> app.refresh(withSubject(genuine.refresh(), subject)))
                    .toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).isEqualTo(answers.get(0).text());
            });
            assertThat(realm.events("app").subList(0, realm.events("app").size() - before))
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.isJudged()).isFalse())
                    .extracting(event -> Set.copyOf(event.keycloaksDetails().keySet()))
                    .as("no detail for one that there is not for another")
                    .containsOnly(Set.copyOf(
                            realm.events("app").get(0).keycloaksDetails().keySet()));
        }

        private static String withSubject(String token, String subject) {
            String[] parts = token.split("\\.", -1);
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                    .replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"" + subject + "\"");
            String forged =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
            return parts[0] + "." + forged + "." + parts[2];
        }
    }

    @Nested
    final class GivenNoRuleForTheOthers {

        private final App app = realm.publicClient("app", "");

        @Test
        void thenTheirTokensAreAsWithoutUs() {
            rules(List.of(forRoles("admin")));
            Tokens bobs = app.login("bob");
            assertThat(bobs.refreshClaims().has("family")).isFalse();
            Tokens next = app.refreshed(bobs);
            assertThat(next.refreshClaims().has("family")).isFalse();
            assertThat(realm.lastEvent("app").isJudged()).isFalse();
            assertThat(realm.inside().rows()).isEmpty();
            assertThat(app.login("alice").refreshClaims().has("family")).isTrue();
        }

        @Test
        void whenSomebodyLosesItThenATokenIsNotLaundered() {
            rules(List.of(forRoles("admin")));
            Tokens superseded = app.login("alice");
            Tokens head = app.refreshed(superseded);
            removeRole("admin");

            Tokens kept = app.refreshed(head);
            assertThat(kept.familyId()).isEqualTo(head.familyId());
            assertThat(kept.generation()).isEqualTo(1);
            assertRefused(app.refresh(superseded.refresh()), REUSED);
        }

        @Test
        void whenKeycloaksSwitchIsOnThenItGovernsTheOthersAndNobodyElse() {
            JsonNode settings = realm.admin().read(path);
            expectSuccess(realm.admin().put(path, Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0)));
            assertThat(settings.path("revokeRefreshToken").asBoolean()).isFalse();
            rules(List.of(Map.of("grace-period-seconds", 60, "for-roles", List.of("admin"))));

            Tokens alices = app.login("alice");
            Tokens next = app.refreshed(alices);
            assertThat(app.refreshed(alices).refresh()).as("in grace").isEqualTo(next.refresh());

            Tokens bobs = app.login("bob");
            app.refreshed(bobs);
            assertRefused(app.refresh(bobs.refresh()), KEYCLOAKS_OWN);

            rules(List.of(
                    Map.of("enforcement", "observe"),
                    Map.of("grace-period-seconds", 60, "for-roles", List.of("admin"))));
            Tokens observed = app.login("bob");
            app.refreshed(observed);
            assertRefused(app.refresh(observed.refresh()), KEYCLOAKS_OWN);
        }
    }

    @Nested
    final class GivenSeveralRules {

        private final App app = realm.publicClient("app", "");

        @Test
        void thenTheLastOneThatIsForTheUserGoverns() {
            give("bob", "boss");
            rules(List.of(
                    STRICT,
                    Map.of("rotation", "off", "for-roles", List.of("admin", "boss")),
                    Map.of("rotation-interval-seconds", 60, "for-roles", List.of("boss"))));
            realm.withUser("carol", settings -> {});
            assertThat(app.refreshed(app.login("carol")).generation()).isEqualTo(1);
            Tokens alices = app.login("alice");
            realm.pass(61);
            assertThat(app.refreshed(alices).generation()).isZero();
            Tokens bobs = app.login("bob");
            assertThat(app.refreshed(bobs).generation()).isZero();
            realm.pass(61);
            assertThat(app.refreshed(bobs).generation()).isEqualTo(1);

            assertThat(realm.admin()
                            .read(path + "/token-families/policy?clientId=app&userId=" + realm.userId("bob"))
                            .at("/effective/clientPolicy")
                            .asText())
                    .isEqualTo("third");
        }
    }

    @Nested
    final class GivenOtherWaysToBelong {

        private final App app = realm.publicClient("app", "");

        private boolean rotates(String user) {
            return app.refreshed(app.login(user)).generation() == 1;
        }

        @Test
        void whenARoleComesWithAnotherOneThenItCounts() {
            expectSuccess(realm.admin().post(path + "/roles/boss/composites", List.of(role("admin"))));
            give("bob", "boss");
            rules(List.of(forRoles("admin")));
            assertThat(rotates("bob")).isTrue();
        }

        @Test
        void whenTheRoleIsAClientsThenItCountsByItsFullName() {
            realm.publicClient("my.app", "");
            String client = path + "/clients/" + realm.clientUuid("my.app") + "/roles";
            expectSuccess(realm.admin().post(client, Map.of("name", "editor")));
            expectSuccess(realm.admin()
                    .post(
                            path + "/users/" + realm.userId("bob") + "/role-mappings/clients/"
                                    + realm.clientUuid("my.app"),
                            List.of(realm.admin().read(client + "/editor"))));
            rules(List.of(forRoles("my.app.editor")));
            assertThat(rotates("bob")).isTrue();
            assertThat(rotates("alice")).isFalse();
        }

        @Test
        void whenAGroupIsNamedThenItsMembersAndThoseOfItsSubgroupsCount() {
            expectSuccess(realm.admin().post(path + "/groups", Map.of("name", "staff")));
            String staff = realm.admin()
                    .read(path + "/groups?search=staff")
                    .get(0)
                    .path("id")
                    .asText();
            JsonNode ops = expectSuccess(
                            realm.admin().post(path + "/groups/" + staff + "/children", Map.of("name", "ops")))
                    .json();
            realm.withUser("carol", settings -> {});
            join("alice", staff);
            join("bob", ops.path("id").asText());
            rules(List.of(Map.of("grace-period-seconds", 0, "for-groups", List.of("/staff"))));
            assertThat(rotates("alice")).isTrue();
            assertThat(rotates("bob")).isTrue();
            assertThat(rotates("carol")).isFalse();
            rules(List.of(Map.of("grace-period-seconds", 0, "for-groups", List.of("/staff/ops"))));
            assertThat(rotates("alice")).isFalse();
            assertThat(rotates("bob")).isTrue();
        }

        private void join(String user, String group) {
            expectSuccess(realm.admin().put(path + "/users/" + realm.userId(user) + "/groups/" + group, Map.of()));
        }

        @Test
        void whenWhatIsNamedIsNotThereThenNobodyIsGovernedAndAnAdminIsWarned() {
            rules(List.of(Map.of("for-roles", List.of("no-such-role"), "for-groups", List.of("/no/such/group"))));
            assertThat(rotates("alice")).isFalse();
            assertThat(realm.admin()
                            .read(path + "/token-families/policy?clientId=app")
                            .at("/warnings")
                            .findValuesAsText("id"))
                    .contains("unknown-users");
            expectSuccess(realm.admin().post(path + "/roles", Map.of("name", "no-such-role")));
            give("alice", "no-such-role");
            assertThat(rotates("alice")).as("which may come later").isTrue();
        }
    }

    @Nested
    final class GivenTheEndOfACredential {

        @Test
        void thenOnlyTheFamiliesOfThoseEndWhomTheRuleIsFor() {
            App app = realm.publicClient("app", "");
            rules(List.of(STRICT, Map.of("revoke-on-credential-change", true, "for-roles", List.of("admin"))));
            Tokens alices = app.refreshed(app.login("alice"));
            Tokens bobs = app.refreshed(app.login("bob"));
            for (String user : List.of("alice", "bob")) {
                expectSuccess(realm.admin()
                        .put(
                                path + "/users/" + realm.userId(user) + "/reset-password",
                                Map.of("type", "password", "value", "new", "temporary", false)));
            }
            assertThat(realm.inside().revocation(alices.familyId())).isEqualTo("CREDENTIAL_CHANGED");
            assertThat(app.refresh(alices.refresh()).status()).isEqualTo(400);
            assertThat(app.refreshed(bobs).generation()).isEqualTo(2);
        }
    }

    @Nested
    final class GivenABadName {

        @Test
        void whenItIsSavedThenItIsRefusedByItsKey() {
            for (Map<String, ?> bad : List.of(
                    Map.of("for-groups", List.of("staff")), Map.of("for-roles", 7), Map.of("for-roles", List.of(1)))) {
                Response answer =
                        realm.putProfiles(List.of(TestRealm.profile("bad", List.of(TestRealm.executor(bad)))));
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text()).contains(bad.keySet().iterator().next());
            }
        }
    }
}
