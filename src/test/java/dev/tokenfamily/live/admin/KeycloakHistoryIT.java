package dev.tokenfamily.live.admin;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Broker;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.Ending;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What Keycloak ends by its own features, in the users' history: at the word of another system, by a limit, by its own check. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
class KeycloakHistoryIT {

    private static final String NOT_ACTIVE = "Session not active";

    private final KeycloakServer server;

    KeycloakHistoryIT(KeycloakServer server) {
        this.server = server;
    }

    private TestRealm realm(String name, Consumer<RealmRepresentation> settings) {
        return TestRealm.create(server, name, realm -> {
                    realm.setEnabledEventTypes(List.of("LOGOUT", "REFRESH_TOKEN_ERROR"));
                    settings.accept(realm);
                })
                .govern("default", Map.of());
    }

    private static JsonNode history(TestRealm realm, String user) {
        return realm.admin().read("/" + realm.name() + "/token-families/history?userId=" + realm.userId(user));
    }

    private static String session(Tokens tokens) {
        return tokens.refreshClaims().path("sid").asText();
    }

    /** The only end of that user is that of this session, and Keycloak's own event says no more than a logout. */
    private static JsonNode onlyEnd(TestRealm realm, String user, Tokens ended, String cause, String by) {
        JsonNode history = history(realm, user);
        assertThat(history).as(history.toString()).hasSize(1);
        JsonNode end = history.get(0);
        assertThat(end.path("cause").asText()).isEqualTo(cause);
        assertThat(end.path("scope").asText()).isEqualTo("user-session");
        assertThat(end.path("sessionId").asText()).isEqualTo(session(ended));
        assertThat(end.path("by").path("kind").asText()).isEqualTo(by);
        assertThat(realm.events("LOGOUT", user)).singleElement().satisfies(event -> assertThat(event.sessionId())
                .isEqualTo(session(ended)));
        return end;
    }

    /** Only the identity provider itself can say so, with a token that it has signed. */
    @Test
    void givenALogoutAtTheIdentityProviderThenItIsTheCauseAndNobodyElseCanMakeIt() {
        TestRealm home = TestRealm.create(
                server, "history-home", settings -> settings.setUsers(List.of(TestRealm.user("carol"))));
        TestRealm realm = realm(
                "history-broker",
                settings -> settings.setIdentityProviders(List.of(Broker.of(home, "history-broker"))));
        App app = realm.publicClient("app", "default");
        Map<String, String> there = Map.of("scope", "openid", "kc_idp_hint", home.name());
        Tokens tokens = app.refreshed(new Browser().open(app, "carol", there));

        String forged = realm.inside()
                .sign(List.of("""
                        {"iss":"%s","sub":"%s","aud":"brokering-realm","iat":%d,"jti":"forged",
                         "events":{"http://schemas.openid.net/event/backchannel-logout":{}}}""".formatted(
                                home.url(), home.userId("carol"), realm.inside().now())))
                .get(0);
        for (String logoutToken : List.of(forged, "a.b.c")) {
            assertThat(Http.postForm(app.endpoint("logout/backchannel-logout"), Map.of("logout_token", logoutToken))
                            .status())
                    .isEqualTo(400);
        }
        Tokens alive = app.refreshed(tokens);
        assertThat(history(realm, "carol")).isEmpty();

        Ending.byAdmin(home, "POST", "/users/" + home.userId("carol") + "/logout", Map.of())
                .make();

        assertRefused(app.refresh(alive.refresh()), NOT_ACTIVE);
        JsonNode end = onlyEnd(realm, "carol", alive, "identity-provider-logout", "server");
        assertThat(end.path("by").has("username")).isFalse();
    }

    @Test
    void givenALimitOfSessionsWhenTheUserLogsInOnceMoreThenThatEndedTheOldest() {
        TestRealm realm = realm("history-limit", KeycloakHistoryIT::oneSessionForEach);
        App app = realm.publicClient("app", "default");
        Tokens old = app.refreshed(new Browser().open(app, "alice"));
        Tokens bobs = app.refreshed(new Browser().open(app, "bob"));

        Tokens current = app.refreshed(new Browser().open(app, "alice"));

        assertRefused(app.refresh(old.refresh()), NOT_ACTIVE);
        app.refreshed(current);
        app.refreshed(bobs);
        JsonNode end = onlyEnd(realm, "alice", old, "another-login", "user");
        assertThat(end.path("by").path("username").asText()).isEqualTo("alice");
        assertThat(history(realm, "bob")).isEmpty();
    }

    /** A browser flow with Keycloak's limit: whoever is one session too many loses the oldest. */
    private static void oneSessionForEach(RealmRepresentation realm) {
        AuthenticatorConfigRepresentation limit = new AuthenticatorConfigRepresentation();
        limit.setAlias("one session");
        limit.setConfig(Map.of("behavior", "Terminate oldest session", "userRealmLimit", "1", "userClientLimit", "0"));
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias("limited");
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setAuthenticationExecutions(
                List.of(step("auth-username-password-form", 0), step("user-session-limits", 1)));
        flow.getAuthenticationExecutions().get(1).setAuthenticatorConfig(limit.getAlias());
        realm.setAuthenticatorConfig(List.of(limit));
        realm.setAuthenticationFlows(List.of(flow));
        realm.setBrowserFlow(flow.getAlias());
    }

    private static AuthenticationExecutionExportRepresentation step(String authenticator, int priority) {
        AuthenticationExecutionExportRepresentation step = new AuthenticationExecutionExportRepresentation();
        step.setAuthenticator(authenticator);
        step.setRequirement("REQUIRED");
        step.setPriority(priority);
        return step;
    }

    @Test
    void givenAUserWhoSignsOutEverywhereElseThenThatLoginEndedThem() {
        TestRealm realm = realm("history-elsewhere", settings -> {});
        App app = realm.publicClient("app", "default");
        Tokens elsewhere = app.refreshed(new Browser().open(app, "alice"));
        Map<String, String> form =
                Map.of("password-new", "another", "password-confirm", "another", "logout-sessions", "on");

        new Browser().action(app, "alice", "UPDATE_PASSWORD", form).make();

        assertRefused(app.refresh(elsewhere.refresh()), NOT_ACTIVE);
        JsonNode end = onlyEnd(realm, "alice", elsewhere, "another-login", "user");
        assertThat(end.path("by").path("username").asText()).isEqualTo("alice");
    }

    /** Of a client that we do not govern: a token that was used, and one whose successor was. */
    @Test
    void givenKeycloaksOwnSwitchThenAReuseThatItFindsIsTheCauseAndNotWhatIsRefusedLater() {
        TestRealm realm = realm("history-switch", settings -> {
            settings.setRevokeRefreshToken(true);
            settings.setRefreshTokenMaxReuse(0);
        });
        App governed = realm.publicClient("governed", "default");
        governed.refreshed(governed.login("alice"));
        App app = realm.publicClient("native", "");

        Tokens used = app.login("alice");
        Tokens head = app.refreshed(used);
        assertRefused(app.refresh(used.refresh()), "Maximum allowed refresh token reuse exceeded");
        assertRefused(app.refresh(head.refresh()), "Session doesn't have required client");
        assertKeycloaksReuse(realm, "alice", used);

        Tokens stale = app.login("bob");
        Tokens next = app.refreshed(stale);
        realm.pass(2);
        Tokens newest = app.refreshed(next);
        assertRefused(app.refresh(stale.refresh()), "Stale token");
        assertRefused(app.refresh(newest.refresh()), "Session doesn't have required client");
        assertKeycloaksReuse(realm, "bob", stale);
    }

    private static void assertKeycloaksReuse(TestRealm realm, String user, Tokens reused) {
        JsonNode history = history(realm, user);
        assertThat(history.findValuesAsText("cause")).as(history.toString()).containsExactly("keycloak-reuse");
        JsonNode end = history.get(0);
        assertThat(end.path("scope").asText()).isEqualTo("client-session");
        assertThat(end.path("clientId").asText()).isEqualTo("native");
        assertThat(end.path("sessionId").asText()).isEqualTo(session(reused));
        assertThat(end.path("by").path("kind").asText()).isEqualTo("unknown");
        assertThat(realm.events("native"))
                .filteredOn(event -> event.sessionId().equals(session(reused)))
                .hasSize(2);
    }
}
