package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single-page application with npm's {@code oidc-client-ts} in Chromium: all tabs share the tokens, in localStorage. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcClientTsIT {

    private final ClientScene scene;

    OidcClientTsIT(KeycloakServer server) {
        Tabs.assumeChromium();
        scene = ClientScene.create(server, "oidc-client-ts");
    }

    @AfterAll
    void closeNetwork() {
        scene.close();
    }

    private Tabs browser(App app) {
        return Tabs.browser("oidc-client-ts.html", app, scene.realm());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenTabsThatRefreshAtOnceThenAllGetTheSameSuccessorAndTheFamilyDoesNotFork(int count) {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(count);
            String family = tabs.tokens(0).familyId();
            for (int generation = 1; generation <= 5; generation++) {
                List<Tokens> all = refreshedAtOnce(tabs, count);
                assertThat(all.stream().map(Tokens::refresh).distinct()).hasSize(1);
                assertThat(all.get(0).generation()).isEqualTo(generation);
                assertThat(all.get(0).familyId()).isEqualTo(family);
            }
            List<String> verdicts = scene.verdicts(app);
            assertThat(verdicts).containsOnly("rotate", "grace_retry").hasSize(5 * count);
            assertThat(verdicts.stream().filter("rotate"::equals)).hasSize(5);
            assertThat(scene.network().loginsOf(app)).isEqualTo(1);
        }
    }

    private List<Tokens> refreshedAtOnce(Tabs tabs, int count) {
        scene.network().gather(count);
        List<Tokens> all = tabs.allRefreshed();
        scene.network().gather(1);
        return all;
    }

    @Test
    void givenTwoTabsThatTheLibraryRefreshesByItselfThenTheyStayLoggedInUntilAnAdminLogsTheUserOut() {
        App app = scene.app(ClientScene.FAMILY, 63); // the library refreshes a minute before the end
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            Tokens first = tabs.tokens(0);
            Await.until(() -> scene.generation(first) >= 5);
            assertThat(scene.revocation(first)).isEmpty();
            assertThat(tabs.places()).containsOnly(Tabs.APPLICATION);
            assertThat(tabs.tokens(1).familyId()).isEqualTo(first.familyId());

            scene.adminLogsAliceOut();
            Await.until(() -> tabs.places().stream().allMatch(Tabs.LOGIN_PAGE::equals));
            assertThat(scene.network().loginsOf(app)).isEqualTo(3);
        }
    }

    @Test
    void givenLostAnswersWhenRefreshedAgainThenTheSuccessorThatWasLostComes() {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            scene.network().loseAnswers(10);
            assertThat(tabs.refresh(0).path("error").asText()).isEqualTo("no answer");
            scene.network().loseAnswers(0);
            assertThat(scene.generation(tabs.tokens(0))).isEqualTo(1);
            assertThat(tabs.refreshed(1).generation()).isEqualTo(1);
            assertThat(tabs.refreshed(0).generation()).isEqualTo(2);
            assertThat(scene.verdicts(app)).startsWith("rotate", "grace_retry").endsWith("grace_retry", "rotate");
        }
    }

    @Test
    void givenAConnectionThatBreaksThenTheBrowserAsksAgainAndTheLibraryDoesNotNotice() {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(1);
            tabs.refreshed(0); // leaves a connection open, which the next request uses
            scene.network().loseAnswers(1);
            assertThat(tabs.refreshed(0).generation()).isEqualTo(2);
            assertThat(scene.verdicts(app)).containsExactly("rotate", "rotate", "grace_retry");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenAnAdminLogsTheUserOutThenEveryTabEndsAtTheLoginPage(int count) {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(count);
            Tokens before = tabs.refreshed(0);
            scene.adminLogsAliceOut();
            scene.network().gather(count);
            assertThat(tabs.refreshAll())
                    .allMatch(refusal -> refusal.path("error").asText().equals("invalid_grant"));
            scene.network().gather(1);
            assertThat(scene.revocation(before)).isEqualTo("SESSION_ENDED");
            assertThat(tabs.places()).containsOnly(Tabs.LOGIN_PAGE);
            assertThat(scene.network().loginsOf(app)).isEqualTo(1 + count);

            assertThat(tabs.logIn(0)).isEqualTo(Tabs.APPLICATION);
            Tokens after = tabs.refreshed(0);
            assertThat(after.familyId()).isNotEqualTo(before.familyId());
            assertThat(after.generation()).isEqualTo(1);
        }
    }

    @Test
    void givenAReuseThatEndsTheSessionThenTheTabsEndAtTheLoginPage() {
        App app = scene.app(ClientScene.SESSION);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            reuse(app, tabs);
            tabs.refresh(0);
            assertThat(tabs.place(0)).isEqualTo(Tabs.LOGIN_PAGE);
            assertThat(scene.network().loginsOf(app)).isEqualTo(2);
        }
    }

    @Test
    void givenAReuseThatEndsTheFamilyOnlyThenTheNextLoginNeedsNoPassword() {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            Tokens stolen = reuse(app, tabs);
            JsonNode refusal = tabs.refresh(0);
            assertThat(refusal.path("error").asText()).isEqualTo("invalid_grant");
            assertThat(refusal.path("description").asText()).isEqualTo(REVOKED);
            assertThat(scene.revocation(stolen)).isEqualTo("REUSE");
            assertThat(tabs.place(0)).isEqualTo(Tabs.APPLICATION);
            assertThat(scene.network().loginsOf(app)).isEqualTo(2);

            Tokens after = tabs.refreshed(1); // it finds the new tokens in the storage
            assertThat(after.familyId()).isNotEqualTo(stolen.familyId());
            assertThat(after.generation()).isEqualTo(1);
        }
    }

    /** A thief uses the first token, two generations later. */
    private Tokens reuse(App app, Tabs tabs) {
        Tokens stolen = tabs.tokens(0);
        tabs.refreshed(0);
        tabs.refreshed(1);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        return stolen;
    }
}
