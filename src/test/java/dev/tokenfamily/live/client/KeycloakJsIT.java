package dev.tokenfamily.live.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.page.Tabs;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single-page application with npm's {@code keycloak-js} in Chromium: each tab has tokens of its own, by single sign-on. */
class KeycloakJsIT extends SinglePageScene {

    KeycloakJsIT(KeycloakServer server) {
        super(server, "keycloak-js");
    }

    private static List<Tokens> tokensOfAll(Tabs tabs, int count) {
        return IntStream.range(0, count).mapToObj(tabs::tokens).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenTabsThatRefreshAtOnceThenEachHasAFamilyOfItsOwn(int count) {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(count);
            List<Tokens> first = tokensOfAll(app.tabs(), count);
            assertThat(first.stream().map(Tokens::familyId).distinct()).hasSize(count);
            assertThat(first.stream()
                            .map(tokens -> tokens.refreshClaims().path("sid"))
                            .distinct())
                    .hasSize(1);
            for (int generation = 1; generation <= 5; generation++) {
                List<Tokens> next = app.refreshedTogether(count);
                assertThat(next).extracting(Tokens::generation).containsOnly(generation);
                assertThat(next.stream().map(Tokens::familyId))
                        .isEqualTo(first.stream().map(Tokens::familyId).toList());
            }
            assertThat(app.verdicts()).isEqualTo(Collections.nCopies(5 * count, "rotate"));
            assertThat(app.logins()).isEqualTo(count);
        }
    }

    @Test
    void givenTabsThatRefreshOnExpiryThenTheyStayLoggedIn() {
        try (SinglePageApp app = app(ClientScene.FAMILY, 2)) {
            app.tabs().openLoggedIn(2);
            List<Tokens> first = tokensOfAll(app.tabs(), 2);
            Await.until(() -> first.stream().allMatch(tokens -> scene.generation(tokens) >= 3));
            assertThat(app.tabs().places()).containsOnly(Tabs.APPLICATION);
            assertThat(app.verdicts()).containsOnly("rotate");
            assertThat(app.logins()).isEqualTo(2);
        }
    }

    @Test
    void givenLostAnswersThenTheNextRefreshGetsTheLostSuccessor() {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(2);
            app.loseAnswers();
            assertThat(app.tabs().refreshed(0).generation()).isEqualTo(1);
            assertThat(app.tabs().refreshed(0).generation()).isEqualTo(2);
            assertThat(app.verdicts()).startsWith("rotate", "grace_retry").endsWith("grace_retry", "rotate");
            assertThat(app.tabs().refreshed(1).generation()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenAnAdminLogsTheUserOutThenEveryTabEndsAtTheLoginPage(int count) {
        try (SinglePageApp app = app(ClientScene.FAMILY)) {
            app.tabs().openLoggedIn(count);
            List<Tokens> before = app.tabs().allRefreshed();
            scene.adminLogsAliceOut();
            assertThat(app.tabs().refresh(0).path("error").asText()).isEqualTo("invalid_grant");
            assertThat(before).allMatch(tokens -> scene.revocation(tokens).equals("SESSION_ENDED"));
            app.awaitLoginPages(); // the other tabs go there since the library watches Keycloak's cookie
            assertThat(app.logins()).isEqualTo(2L * count);

            assertThat(app.tabs().logIn(0)).isEqualTo(Tabs.APPLICATION);
            assertThat(app.tabs().refreshed(0).generation()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenAReuse {

        @Test
        void whenItEndsTheSessionThenEveryTabEndsAtTheLoginPage() {
            try (SinglePageApp app = app(ClientScene.SESSION)) {
                app.tabs().openLoggedIn(2);
                app.reuse(0);
                assertThat(app.tabs().refresh(0).path("error").asText()).isEqualTo("invalid_grant");
                app.awaitLoginPages();
                assertThat(app.logins()).isEqualTo(4);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 5})
        void whenItEndsTheFamilyOnlyThenTheOtherTabsDoNotNotice(int count) {
            try (SinglePageApp app = app(ClientScene.FAMILY)) {
                app.tabs().openLoggedIn(count);
                Tokens stolen = app.reuse(0);
                for (int other = 1; other < count; other++) {
                    assertThat(app.tabs().refreshed(other).generation()).isEqualTo(1);
                }
                app.assertRevoked(stolen);
                assertThat(app.tabs().places()).containsOnly(Tabs.APPLICATION); // the user was not asked
                app.assertAnotherFamily(0, stolen);
                assertThat(app.logins()).isEqualTo(count + 1);
            }
        }
    }
}
