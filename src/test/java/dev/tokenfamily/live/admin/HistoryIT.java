package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why was I logged out? Each story ends something of a user of its own, and then the user's history tells it. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {

    private final TestRealm realm;
    private final App app;

    HistoryIT(KeycloakServer server) {
        realm = TestRealm.create(server, "history")
                .govern("default", Map.of("grace-period-seconds", 0, "revoke-on-credential-change", true))
                .govern("wide", Map.of("grace-period-seconds", 0, "revocation-scope", "user-session"))
                .govern("short", Map.of("absolute-lifetime-seconds", 600))
                .govern("busy", Map.of("inactivity-lifetime-seconds", 300));
        app = realm.publicClient("app", "default");
    }

    /** Tokens of a user who is new, in a session of their own. */
    private Tokens tokensOf(String user) {
        realm.withUser(user, settings -> {});
        return app.refreshed(app.login(user));
    }

    private static String session(Tokens tokens) {
        return tokens.refreshClaims().path("sid").asText();
    }

    private JsonNode ask(String query) {
        return realm.admin().read("/history/token-families/history?" + query);
    }

    private JsonNode of(String user) {
        return ask("userId=" + realm.userId(user));
    }

    /** The only end of that user besides those of the whole realm, which other stories bring about. */
    private JsonNode only(String user) {
        List<JsonNode> own = own(user);
        assertThat(own).as(of(user).toString()).hasSize(1);
        return own.get(0);
    }

    private List<JsonNode> own(String user) {
        List<JsonNode> own = new ArrayList<>();
        of(user).forEach(end -> {
            if (!end.path("scope").asText().equals("realm")) {
                own.add(end);
            }
        });
        return own;
    }

    private void admin(String method, String path, Map<String, ?> body) {
        Ending.byAdmin(realm, method, path, body).make();
    }

    private void admin(String method, String path, JsonNode role) {
        Ending.byAdmin(realm, method, path, "[" + role + "]").make();
    }

    private static void assertEnd(JsonNode end, String cause, String scope, String by) {
        assertThat(end.path("cause").asText()).as(end.toString()).isEqualTo(cause);
        assertThat(end.path("scope").asText()).as(end.toString()).isEqualTo(scope);
        assertThat(end.path("by").path("kind").asText()).as(end.toString()).isEqualTo(by);
    }

    /** An admin of {@code master}. */
    private static void assertByTheAdmin(JsonNode end) {
        assertThat(end.path("by").path("username").asText()).isEqualTo("admin");
        assertThat(end.path("from").path("address").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void givenAnAdminWhoEndsASessionThenItSaysWhoAndWhereAndWhichOne() {
        Tokens tokens = tokensOf("session");
        Tokens other = app.refreshed(app.login("session"));
        long before = 1000 * realm.inside().now();
        admin("DELETE", "/sessions/" + session(tokens), Map.of());

        JsonNode end = only("session");

        assertEnd(end, "admin-logout", "user-session", "admin");
        assertByTheAdmin(end);
        assertThat(end.path("sessionId").asText()).isEqualTo(session(tokens));
        assertThat(end.path("time").asLong()).isBetween(before, before + 60_000);
        assertThat(ask("sessionId=" + session(tokens))).hasSize(1).contains(end);
        assertThat(ask("familyId=" + tokens.familyId())).hasSize(1).contains(end);
        assertThat(ask("familyId=" + other.familyId())).isEmpty();
    }

    /** Of a user who never refreshed a token too: whose session it was, only Keycloak's table knows. */
    @Test
    void givenASessionWithoutAFamilyThenItIsStillThatUsers() {
        realm.withUser("fresh", settings -> {});
        app.refreshed(app.login("alice"));
        Tokens tokens = app.login("fresh");
        admin("DELETE", "/sessions/" + session(tokens), Map.of());
        assertEnd(only("fresh"), "admin-logout", "user-session", "admin");
    }

    @Test
    void givenAnAdminWhoLogsTheUserOutThenAllOfTheUserEnded() {
        Tokens tokens = tokensOf("out");
        admin("POST", "/users/" + realm.userId("out") + "/logout", Map.of());
        JsonNode end = only("out");
        assertEnd(end, "admin-logout", "user", "admin");
        assertByTheAdmin(end);
        assertThat(ask("familyId=" + tokens.familyId())).contains(end);
    }

    @Test
    void givenALogoutThenItSaysWhetherTheUserOrTheClientAskedForIt() {
        Tokens byClient = tokensOf("by-client");
        Ending.byClient(app, "logout", "refresh_token", byClient.refresh()).make();
        assertEnd(only("by-client"), "logout", "user-session", "client");
        assertThat(only("by-client").path("from").path("userAgent").asText()).isNotEmpty();

        realm.withUser("by-user", settings -> {});
        String roles = "/clients/" + realm.clientUuid("account");
        JsonNode manage = realm.admin().read("/history" + roles + "/roles/manage-account");
        admin("POST", "/users/" + realm.userId("by-user") + "/role-mappings" + roles, manage);
        Tokens account = realm.client("account-app", "default", client -> {
                    client.setPublicClient(true);
                    client.setFullScopeAllowed(true);
                })
                .login("by-user");
        Ending.byUser(realm, "sessions/" + session(account), account).make();
        assertEnd(only("by-user"), "logout", "user-session", "user");
        assertThat(only("by-user").path("by").path("username").asText()).isEqualTo("by-user");
    }

    /** An identity provider speaks at an endpoint of its own, with a token that Keycloak verifies. */
    @Test
    void givenAThiefWhoAddsTheFieldOfAnIdentityProviderThenItIsStillTheClient() {
        for (String endpoint : List.of("logout", "revoke")) {
            Tokens tokens = tokensOf("blames-" + endpoint);
            String token = endpoint.equals("logout") ? "refresh_token" : "token";
            Map<String, String> form = Map.of("client_id", "app", token, tokens.refresh(), "logout_token", "a.b.c");
            Ending.byPost(app.endpoint(endpoint), "", Http.encode(form)).make();
        }
        assertEnd(only("blames-logout"), "logout", "user-session", "client");
        assertEnd(only("blames-revoke"), "token-revocation", "client-session", "client");
    }

    @Test
    void givenATokenThatIsGivenBackThenTheClientEndedItsPart() {
        Tokens tokens = tokensOf("gives-back");
        assertThat(app.revoke(tokens.refresh()).status()).isEqualTo(200);
        JsonNode end = only("gives-back");
        assertEnd(end, "token-revocation", "client-session", "client");
        assertThat(end.path("clientId").asText()).isEqualTo("app");
    }

    @Test
    void givenANewPasswordByAnAdminThenTheCredentialIsTheCause() {
        tokensOf("password");
        admin(
                "PUT",
                "/users/" + realm.userId("password") + "/reset-password",
                Map.of("type", "password", "value", "new", "temporary", false));
        assertEnd(only("password"), "credential-changed", "user", "admin");
        assertByTheAdmin(only("password"));
    }

    /** It comes without an event of its own, and with one that does not say it. */
    @Test
    void givenAPasswordThatComesWithAnUpdateOfTheUserThenItIsStillTheAdmins() {
        tokensOf("updated");
        admin(
                "PUT",
                "/users/" + realm.userId("updated"),
                Map.of("credentials", List.of(Map.of("type", "password", "value", "new", "temporary", false))));
        assertEnd(only("updated"), "credential-changed", "user", "admin");
    }

    @Test
    void givenADisabledUserWhenSomethingElseIsChangedLaterThenThatEndedNothing() {
        tokensOf("disabled");
        String user = "/users/" + realm.userId("disabled");
        admin("PUT", user, Map.of("enabled", false));
        assertEnd(only("disabled"), "user-disabled", "user", "admin");
        assertByTheAdmin(only("disabled"));

        admin("PUT", user, Map.of("enabled", false, "email", "other@example.org"));

        assertThat(own("disabled")).hasSize(1);
    }

    @Test
    void givenAClientThatEndsThenOnlyWhoeverUsedItIsTold() {
        tokensOf("uses-another");
        realm.withUser("uses-it", settings -> {});
        App gone = realm.publicClient("gone", "default");
        gone.refreshed(gone.login("uses-it"));
        String client = "/clients/" + realm.clientUuid("gone");
        admin("PUT", client, Map.of("enabled", false));
        assertEnd(only("uses-it"), "client-disabled", "client", "admin");
        assertThat(only("uses-it").path("clientId").asText()).isEqualTo("gone");
        assertThat(own("uses-another")).isEmpty();

        admin("DELETE", client, Map.of());

        JsonNode newest = of("uses-it").get(0);
        assertEnd(newest, "client-removed", "client-session", "admin");
        assertThat(newest.path("clientId").asText()).isEqualTo("gone");
        assertThat(own("uses-another")).isEmpty();
    }

    /** Whoever may register clients may remove one, and must not cover up by it why something else ended. */
    @Test
    void givenAClientThatIsRemovedThenOnlyItsPartOfASessionHasEndedByIt() {
        Tokens elsewhere = tokensOf("bystander");
        realm.withUser("loses-one", settings -> {});
        App removed = realm.publicClient("removed", "default");
        Browser browser = new Browser();
        Tokens beside = app.refreshed(browser.open(app, "loses-one"));
        Tokens lost = removed.refreshed(browser.open(removed, "loses-one"));
        Tokens other = app.refreshed(app.login("loses-one"));
        admin("DELETE", "/clients/" + realm.clientUuid("removed"), Map.of());

        JsonNode end = only("loses-one");
        assertEnd(end, "client-removed", "client-session", "admin");
        assertByTheAdmin(end);
        assertThat(end.path("clientId").asText()).isEqualTo("removed");
        assertThat(end.path("sessionId").asText()).isEqualTo(session(lost));
        assertThat(ask("sessionId=" + session(beside))).containsExactly(end);
        for (String query : List.of(
                "familyId=" + beside.familyId(),
                "familyId=" + other.familyId(),
                "sessionId=" + session(other),
                "familyId=" + elsewhere.familyId())) {
            assertThat(ask(query)).as(query).isEmpty();
        }

        realm.inside().removeSession(session(elsewhere));
        assertThat(app.refresh(elsewhere.refresh()).status()).isEqualTo(400);
        assertEnd(only("bystander"), "unknown", "family", "unknown");
    }

    @Test
    void givenAConsentThatIsWithdrawnThenItIsTheCause() {
        realm.withUser("consents", settings -> {});
        App asking = realm.client("asking", "default", client -> {
            client.setPublicClient(true);
            client.setConsentRequired(true);
        });
        asking.refreshed(new Browser().open(asking, "consents"));
        admin("DELETE", "/users/" + realm.userId("consents") + "/consents/asking", Map.of());
        assertEnd(only("consents"), "consent-withdrawn", "user", "admin");
        assertThat(only("consents").path("clientId").asText()).isEqualTo("asking");
    }

    @Test
    void givenAnAdminWhoRevokesAFamilyThenItIsThatFamily() {
        Tokens tokens = tokensOf("revoked");
        admin("DELETE", "/token-families/" + tokens.familyId(), Map.of());
        assertEnd(only("revoked"), "admin-revocation", "family", "admin");
        assertByTheAdmin(only("revoked"));
    }

    @Test
    void givenAReuseThenItHasItsIncidentAndSoHasWhatItReached() {
        realm.withUser("stolen", settings -> {});
        App wide = realm.publicClient("wide-app", "wide");
        Browser browser = new Browser();
        Tokens stolen = browser.open(wide, "stolen");
        Tokens beside = app.refreshed(browser.open(app, "stolen"));
        wide.refreshed(stolen);
        assertThat(wide.refresh(stolen.refresh()).status()).isEqualTo(400);
        String incident =
                realm.incident("userId=" + realm.userId("stolen")).path("id").asText();

        JsonNode own = ask("familyId=" + stolen.familyId());
        JsonNode others = ask("familyId=" + beside.familyId());

        assertThat(own.findValuesAsText("cause")).containsExactlyInAnyOrder("reuse", "reuse-elsewhere");
        assertThat(others.findValuesAsText("cause")).containsExactly("reuse-elsewhere");
        assertThat(own.findValuesAsText("incidentId")).containsExactly(incident, incident);
        assertThat(others.findValuesAsText("incidentId")).containsExactly(incident);
        assertThat(others.get(0).path("detail").asText()).isEqualTo("recent-predecessor");
        assertThat(others.get(0).path("by").path("kind").asText()).isEqualTo("unknown");
        assertThat(app.refresh(beside.refresh()).status()).isEqualTo(400);
        assertThat(own("stolen")).as("nothing more is found").hasSize(2);
    }

    @Test
    void givenAFamilyAtTheEndOfItsLifetimeThenItSaysWhichAndOnceHoweverOftenItIsTried() {
        realm.withUser("lifetime", settings -> {});
        App old = realm.publicClient("old", "short");
        App idle = realm.publicClient("idle", "busy");
        Tokens first = old.refreshed(old.login("lifetime"));
        Tokens second = idle.refreshed(idle.login("lifetime"));
        realm.pass(601);
        for (int n = 0; n < 3; n++) {
            assertThat(old.refresh(first.refresh()).status()).isEqualTo(400);
            assertThat(idle.refresh(second.refresh()).status()).isEqualTo(400);
        }
        JsonNode max = ask("familyId=" + first.familyId());
        JsonNode inactivity = ask("familyId=" + second.familyId());
        assertThat(max).hasSize(1);
        assertEnd(max.get(0), "family-max", "family", "server");
        assertThat(max.get(0).path("detail").asText()).isEqualTo("absolute-lifetime-seconds=600");
        assertThat(inactivity).hasSize(1);
        assertEnd(inactivity.get(0), "family-idle", "family", "server");
    }

    /** Nobody was told of it, so nobody says by what: once, however often the client tries, and not for a forged token. */
    @Test
    void givenASessionThatIsGoneAndNobodyToldThenTheCauseIsUnknown() {
        Tokens tokens = tokensOf("silent");
        realm.inside().removeSession(session(tokens));
        assertThat(own("silent")).isEmpty();
        String forged = tokens.refresh().substring(0, tokens.refresh().length() - 10) + "AAAAAAAAAA";
        int rows = realm.inside().historyRows();
        assertThat(app.refresh(forged).status()).isEqualTo(400);
        assertThat(own("silent")).isEmpty();
        assertThat(realm.inside().historyRows()).isEqualTo(rows);

        for (int n = 0; n < 3; n++) {
            assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400);
        }

        JsonNode end = only("silent");
        assertEnd(end, "unknown", "family", "unknown");
        assertThat(end.path("detail").asText()).isEqualTo("Session not active");
    }

    @Test
    void givenWhatIsOnRecordWhenItsClientTriesThenNothingUnknownIsAdded() {
        Tokens tokens = tokensOf("recorded");
        admin("DELETE", "/sessions/" + session(tokens), Map.of());
        assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertEnd(only("recorded"), "admin-logout", "user-session", "admin");
    }

    /** Somebody, or a restored database, has changed the row. */
    @Test
    void givenARowThatSaysWhyItWasRevokedButNotWhenThenWhatWasFoundIsTold() {
        Tokens tokens = tokensOf("undated");
        realm.inside()
                .sql(
                        "update TOKEN_FAMILY set REVOCATION_REASON = 'CREDENTIAL_CHANGED' where REALM_ID = :realm and ID = '"
                                + tokens.familyId() + "'");
        assertThat(app.refresh(tokens.refresh()).status()).isEqualTo(400);
        assertEnd(only("undated"), "credential-changed", "family", "unknown");
    }

    @Test
    void givenWhoMayNotViewEventsThenNoAdminIsNamed() {
        Tokens tokens = tokensOf("discreet");
        admin("DELETE", "/sessions/" + session(tokens), Map.of());
        String path = "/history/token-families/history?userId=" + realm.userId("discreet");
        RealmAdmin viewer = RealmAdmin.create(realm, "viewer", "view-users");
        RealmAdmin auditor = RealmAdmin.create(realm, "auditor", "view-users", "view-events");
        RealmAdmin stranger = RealmAdmin.create(realm, "stranger", "view-events");

        JsonNode seen = newest(viewer.get(path));

        assertEnd(seen, "admin-logout", "user-session", "admin");
        assertThat(seen.path("by").has("username")).isFalse();
        assertThat(seen.has("from")).isFalse();
        assertByTheAdmin(newest(auditor.get(path)));
        assertThat(stranger.get(path).status()).isEqualTo(403);
    }

    private static JsonNode newest(Response answer) {
        return expectSuccess(answer).json().get(0);
    }

    @Test
    void givenAQuestionAboutNobodyOrEverybodyThenItIsRefused() {
        String path = "/history/token-families/history";
        assertThat(realm.admin().get(path).status()).isEqualTo(400);
        assertThat(realm.admin().get(path + "?clientId=app").status()).isEqualTo(400);
        assertThat(realm.admin().get(path + "?userId=").status()).isEqualTo(400);
        assertThat(realm.admin().get(path + "?userId=nobody").status()).isEqualTo(404);
        assertThat(ask("sessionId=nothing")).isEmpty();
        assertThat(ask("familyId=nothing")).isEmpty();
    }
}
