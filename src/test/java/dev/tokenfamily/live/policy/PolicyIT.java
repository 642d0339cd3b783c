package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which policy governs a client, and what happens when it comes, goes, or is dodged. */
@ExtendWith(LiveKeycloak.class)
class PolicyIT {

    private static final Map<String, ?> STRICT = Map.of("grace-period-seconds", 0);
    private static final Map<String, ?> PUBLIC_CLIENTS =
            Map.of("condition", "client-access-type", "configuration", Map.of("type", List.of("public")));

    private final TestRealm realm;

    PolicyIT(KeycloakServer server, TestInfo test) {
        realm = TestRealm.create(
                server, "policy-" + Integer.toHexString(test.getDisplayName().hashCode()));
    }

    @Test
    void givenAPolicyForPublicClientsThenOthersAreAsWithoutUs() {
        saveStrictProfile();
        realm.savePolicies(List.of(TestRealm.policy("public", PUBLIC_CLIENTS, "strict")));
        App governed = realm.publicClient("governed", "");
        App untouched = realm.confidentialClient("untouched", "");

        assertThat(governed.refreshed(governed.login("alice")).generation()).isEqualTo(1);

        Tokens tokens = untouched.login("alice");
        Tokens next = untouched.refreshed(tokens);
        assertThat(tokens.refreshClaims().has("family")).isFalse();
        assertThat(next.refreshClaims().has("family")).isFalse();
        assertThat(untouched.refreshed(tokens).refresh()).isNotEqualTo(next.refresh());
        assertThat(realm.lastEvent("untouched").isJudged()).isFalse();
        assertThat(realm.inside().rows()).hasSize(1);
    }

    @Test
    void givenTwoPoliciesThatMatchWhenRefreshedThenTheLastOneWins() {
        AdminApi.expectSuccess(realm.putProfiles(List.of(
                strictProfile(), TestRealm.profile("off", List.of(TestRealm.executor(Map.of("rotation", "off")))))));
        App app = realm.publicClient("app", "");
        realm.savePolicies(List.of(
                TestRealm.policy("first", TestRealm.anyClient(), "strict"),
                TestRealm.policy("second", PUBLIC_CLIENTS, "off")));
        assertThat(app.refreshed(app.login("alice")).generation()).isZero();
        realm.savePolicies(List.of(
                TestRealm.policy("second", PUBLIC_CLIENTS, "off"),
                TestRealm.policy("first", TestRealm.anyClient(), "strict")));
        assertThat(app.refreshed(app.login("alice")).generation()).isEqualTo(1);
    }

    @Test
    void givenATokenFromBeforeThePolicyThenItIsTheFirstOfAFamily() {
        App app = realm.publicClient("app", "late");
        Tokens old = app.login("alice");
        Tokens otherLogin = app.login("alice");
        realm.pass(60);
        Tokens otherOld = app.refreshed(otherLogin);
        assertThat(old.refreshClaims().has("family")).isFalse();
        realm.govern("late", STRICT);
        Tokens adopted = app.refreshed(old);
        assertThat(adopted.generation()).isEqualTo(1);
        assertThat(adopted.familyId()).isEqualTo(old.refreshClaims().path("jti").asText());
        assertGranted(realm.lastEvent("app"), "rotate", adopted.familyId(), 0);
        assertRefused(app.refresh(old.refresh()), REUSED);
        assertRefusal(realm.lastEvent("app"), "reuse", adopted.familyId(), 0);
        assertSessionEnded(app.refresh(adopted.refresh()));

        Tokens otherAdopted = app.refreshed(otherOld);
        assertThat(otherAdopted.generation()).isEqualTo(1);
        assertThat(otherAdopted.refreshClaims().path("family").path("start").asLong())
                .as("the start of its client session")
                .isLessThan(otherOld.refreshClaims().path("iat").asLong());
    }

    @Test
    void givenARemovedPolicyThenDeadTokensStayDeadAndLiveOnesAreKept() {
        realm.govern("gone", STRICT);
        App app = realm.publicClient("app", "gone");
        Tokens revoked = app.login("alice");
        Tokens revokedHead = app.refreshed(revoked);
        assertRefused(app.refresh(revoked.refresh()), REUSED);
        Tokens superseded = app.login("alice");
        Tokens head = app.refreshed(superseded);
        Tokens unused = app.login("alice");

        realm.ungovern("gone");

        assertRefused(app.refresh(revokedHead.refresh()), REVOKED);
        Tokens kept = app.refreshed(head);
        assertThat(kept.generation()).isEqualTo(1);
        assertThat(kept.familyId()).isEqualTo(head.familyId());
        assertThat(app.refreshed(unused).generation()).isZero();
        assertRefused(app.refresh(superseded.refresh()), REUSED);
        assertRefusal(realm.lastEvent("app"), "reuse", superseded.familyId(), 0);
        assertSessionEnded(app.refresh(kept.refresh()));
    }

    @Test
    void whenThePresenterDodgesTheConditionThenNothingIsLaundered() {
        saveStrictProfile();
        realm.savePolicies(List.of(TestRealm.policy(
                "by-scope",
                Map.of(
                        "condition",
                        "client-scopes",
                        "configuration",
                        Map.of("scopes", List.of("phone"), "type", "Optional")),
                "strict")));
        App app = realm.publicClient("app", "");
        Tokens login = app.login("alice", "openid phone");
        assertThat(login.generation()).isZero();
        Tokens head = Tokens.of(app.refreshWith(login.refresh(), Map.of("scope", "openid phone")));
        assertThat(head.generation()).isEqualTo(1);

        Tokens dodged = Tokens.of(app.refreshWith(head.refresh(), Map.of("scope", "openid")));
        assertThat(dodged.generation()).isEqualTo(1);
        assertThat(dodged.familyId()).isEqualTo(head.familyId());
        assertGranted(realm.lastEvent("app"), "keep", head.familyId(), 1);
        assertRefused(app.refreshWith(login.refresh(), Map.of("scope", "openid")), REUSED);
        assertRefusal(realm.lastEvent("app"), "reuse", head.familyId(), 0);
        for (Tokens dead : List.of(login, head, dodged)) {
            assertSessionEnded(app.refreshWith(dead.refresh(), Map.of("scope", "openid")));
            assertSessionEnded(app.refreshWith(dead.refresh(), Map.of("scope", "openid phone")));
        }
    }

    @Test
    void givenKeycloaksSuppressionBesideUsThenTheTokenIsKept() {
        AdminApi.expectSuccess(realm.putProfiles(List.of(TestRealm.profile(
                "both",
                List.of(
                        TestRealm.executor(STRICT),
                        Map.of("executor", "suppress-refresh-token-rotation", "configuration", Map.of()))))));
        realm.savePolicies(List.of(TestRealm.policy("both", TestRealm.anyClient(), "both")));
        App app = realm.publicClient("app", "");
        Tokens login = app.login("alice");
        for (int use = 0; use < 3; use++) {
            Response answer = app.refresh(login.refresh());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().has("refresh_token")).isFalse();
            assertThat(realm.lastEvent("app").verdict()).isEqualTo("keep");
        }
        assertThat(realm.inside().row(login.familyId()).path("generation").asInt())
                .isZero();
    }

    private void saveStrictProfile() {
        AdminApi.expectSuccess(realm.putProfiles(List.of(strictProfile())));
    }

    private static Map<String, Object> strictProfile() {
        return TestRealm.profile("strict", List.of(TestRealm.executor(STRICT)));
    }
}
