package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What Keycloak ends of its own accord: with an event, or without one, where it alone refuses the tokens from then on. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakAloneIT {

    private static final String LIMIT = "two sessions";

    private final TestRealm realm;
    private final App app;

    KeycloakAloneIT(KeycloakServer server) {
        realm = TestRealm.create(server, "keycloak-alone", KeycloakAloneIT::limitSessions)
                .govern("default", Map.of());
        app = realm.publicClient("app", "default");
    }

    /** At a login without a browser. */
    private static void limitSessions(RealmRepresentation realm) {
        AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
        config.setAlias(LIMIT);
        config.setConfig(Map.of("userRealmLimit", "2", "userClientLimit", "0", "behavior", "Terminate oldest session"));
        AuthenticationExecutionExportRepresentation limit = step("user-session-limits", 2);
        limit.setAuthenticatorConfig(LIMIT);
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(LIMIT);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flow.setAuthenticationExecutions(
                List.of(step("direct-grant-validate-username", 0), step("direct-grant-validate-password", 1), limit));
        realm.setAuthenticationFlows(List.of(flow));
        realm.setAuthenticatorConfig(List.of(config));
        realm.setDirectGrantFlow(LIMIT);
    }

    private static AuthenticationExecutionExportRepresentation step(String authenticator, int priority) {
        AuthenticationExecutionExportRepresentation step = new AuthenticationExecutionExportRepresentation();
        step.setAuthenticator(authenticator);
        step.setRequirement("REQUIRED");
        step.setPriority(priority);
        return step;
    }

    @Test
    void givenALimitOfSessionsThenTheOldestEndsWithItsFamilies() {
        Tokens oldest = app.refreshed(app.login("alice"));
        realm.pass(2);
        Tokens second = app.refreshed(app.login("alice"));
        realm.pass(2);

        Tokens third = app.login("alice");

        assertThat(realm.inside().revocation(oldest.familyId())).isEqualTo("SESSION_ENDED");
        assertRefused(app.refresh(oldest.refresh()), "Session not active");
        assertThat(app.refreshed(second).generation()).isEqualTo(2);
        assertThat(app.refreshed(third).generation()).isEqualTo(1);
    }

    /** Nobody is told of that. */
    @Test
    void givenACodeThatIsUsedTwiceThenItsTokensAreRefusedForGood() {
        Browser browser = new Browser();
        Response redirect = browser.action(
                        app, "bob", "UPDATE_PASSWORD", Map.of("password-new", "bob", "password-confirm", "bob"))
                .make();
        Tokens head = app.refreshed(Tokens.of(browser.redeem(app, redirect)));

        assertThat(browser.redeem(app, redirect).text("error")).isEqualTo("invalid_grant");

        assertRefused(app.refresh(head.refresh()), "Session doesn't have required client");
        realm.pass(2);
        Tokens later = browser.open(app, "bob");
        assertThat(app.refresh(head.refresh()).text("error")).isEqualTo("invalid_grant");
        assertThat(realm.inside().revocation(head.familyId())).isEmpty();
        assertThat(app.refreshed(later).generation()).isEqualTo(1);
    }
}
