package dev.tokenfamily.live.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single-page application with npm's {@code oidc-client-ts} in Chromium: all tabs share the tokens, in localStorage. */
@FullRunOnly
class OidcClientTsIT extends SinglePageScene {

    OidcClientTsIT(KeycloakServer server) {
        super(server, "oidc-client-ts");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenTabsThatRefreshAtOnceThenAllGetTheSameSuccessor(int count) {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(count);
            String family = app.tabs().tokens(0).familyId();
            for (int generation = 1; generation <= 5; generation++) {
                List<Tokens> all = app.refreshedTogether(count);
                assertThat(all.stream().map(Tokens::refresh).distinct()).hasSize(1);
                assertThat(all.get(0).generation()).isEqualTo(generation);
                assertThat(all.get(0).familyId()).isEqualTo(family);
            }
            List<String> verdicts = app.verdicts();
            assertThat(verdicts).containsOnly("rotate", "grace_retry").hasSize(5 * count);
            assertThat(verdicts.stream().filter("rotate"::equals)).hasSize(5);
            assertThat(app.logins()).isEqualTo(1);
        }
    }

    @Test
    void givenTabsLeftAloneThenTheyStayLoggedInUntilAnAdminEndsIt() {
        try (SinglePageApp app = app(ClientScene.FAMILY, 63)) { // the library refreshes a minute before the end
            app.tabs().openLoggedIn(2);
            Tokens first = app.tabs().tokens(0);
            Await.until(() -> scene.generation(first) >= 5);
            assertThat(scene.revocation(first)).isEmpty();
            assertThat(app.tabs().places()).containsOnly(Tabs.APPLICATION);
            assertThat(app.tabs().tokens(1).familyId()).isEqualTo(first.familyId());

            scene.adminLogsAliceOut();
            app.awaitLoginPages();
            assertThat(app.logins()).isEqualTo(3);
        }
    }

    @Test
    void givenLostAnswersThenTheNextRefreshGetsTheLostSuccessor() {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(2);
            app.loseAnswers();
            assertThat(app.tabs().refreshed(1).generation()).isEqualTo(1);
            assertThat(app.tabs().refreshed(0).generation()).isEqualTo(2);
            assertThat(app.verdicts()).startsWith("rotate", "grace_retry").endsWith("grace_retry", "rotate");
        }
    }

    @Test
    void givenAConnectionThatBreaksThenTheBrowserItselfAsksAgain() {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(1);
            app.tabs().refreshed(0); // leaves a connection open, which the next request uses
            scene.network().loseAnswers(1);
            assertThat(app.tabs().refreshed(0).generation()).isEqualTo(2);
            assertThat(app.verdicts()).containsExactly("rotate", "rotate", "grace_retry");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenAnAdminLogsTheUserOutThenEveryTabEndsAtTheLoginPage(int count) {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(count);
            Tokens before = app.tabs().refreshed(0);
            scene.adminLogsAliceOut();
            assertThat(app.refreshTogether(count))
                    .allMatch(refusal -> refusal.path("error").asText().equals("invalid_grant"));
            assertThat(scene.revocation(before)).isEqualTo("SESSION_ENDED");
            assertThat(app.tabs().places()).containsOnly(Tabs.LOGIN_PAGE);
            assertThat(app.logins()).isEqualTo(1 + count);

            assertThat(app.tabs().logIn(0)).isEqualTo(Tabs.APPLICATION);
            app.assertAnotherFamily(0, before);
        }
    }

    @Nested
    final class GivenAReuse {

        @Test
        void whenItEndsTheSessionThenTheTabsEndAtTheLoginPage() {
            try (SinglePageApp app = app(ClientScene.SESSION)) {
                app.tabs().openLoggedIn(2);
                app.reuse(1);
                app.tabs().refresh(0);
                assertThat(app.tabs().place(0)).isEqualTo(Tabs.LOGIN_PAGE);
                assertThat(app.logins()).isEqualTo(2);
            }
        }

        @Test
        void whenItEndsTheFamilyOnlyThenTheNextLoginNeedsNoPassword() {
            try (SinglePageApp app = app(ClientScene.FAMILY)) {
                app.tabs().openLoggedIn(2);
                Tokens stolen = app.reuse(1);
                app.assertRevoked(stolen);
                assertThat(app.tabs().place(0)).isEqualTo(Tabs.APPLICATION);
                assertThat(app.logins()).isEqualTo(2);
                app.assertAnotherFamily(1, stolen); // it finds the new tokens in the storage
            }
        }
    }
}
