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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single-page application with npm's {@code keycloak-js} in Chromium: each tab has tokens of its own, by single sign-on. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakJsIT {

    private final ClientScene scene;

    KeycloakJsIT(KeycloakServer server) {
        Tabs.assumeChromium();
        scene = ClientScene.create(server, "keycloak-js");
    }

    @AfterAll
    void closeNetwork() {
        scene.close();
    }

    private Tabs browser(App app) {
        return Tabs.browser("keycloak-js.html", app, scene.realm());
    }

    private static List<Tokens> tokensOfAll(Tabs tabs, int count) {
        return IntStream.range(0, count).mapToObj(tabs::tokens).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenTabsThatRefreshAtOnceThenEachHasAFamilyOfItsOwnInOneSession(int count) {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(count);
            List<Tokens> first = tokensOfAll(tabs, count);
            assertThat(first.stream().map(Tokens::familyId).distinct()).hasSize(count);
            assertThat(first.stream()
                            .map(tokens -> tokens.refreshClaims().path("sid"))
                            .distinct())
                    .hasSize(1);
            scene.network().gather(count);
            for (int generation = 1; generation <= 5; generation++) {
                List<Tokens> next = tabs.allRefreshed();
                assertThat(next).extracting(Tokens::generation).containsOnly(generation);
                assertThat(next.stream().map(Tokens::familyId))
                        .isEqualTo(first.stream().map(Tokens::familyId).toList());
            }
            scene.network().gather(1);
            assertThat(scene.verdicts(app)).isEqualTo(Collections.nCopies(5 * count, "rotate"));
            assertThat(scene.network().loginsOf(app)).isEqualTo(count);
        }
    }

    @Test
    void givenAnApplicationThatRefreshesWheneverATokenExpiresThenItStaysLoggedIn() {
        App app = scene.app(ClientScene.FAMILY, 2);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            List<Tokens> first = tokensOfAll(tabs, 2);
            Await.until(() -> first.stream().allMatch(tokens -> scene.generation(tokens) >= 3));
            assertThat(tabs.places()).containsOnly(Tabs.APPLICATION);
            assertThat(scene.verdicts(app)).containsOnly("rotate");
            assertThat(scene.network().loginsOf(app)).isEqualTo(2);
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
            assertThat(tabs.refreshed(0).generation()).isEqualTo(1);
            assertThat(tabs.refreshed(0).generation()).isEqualTo(2);
            assertThat(scene.verdicts(app)).startsWith("rotate", "grace_retry").endsWith("grace_retry", "rotate");
            assertThat(tabs.refreshed(1).generation()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenAnAdminLogsTheUserOutThenEveryTabEndsAtTheLoginPage(int count) {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(count);
            List<Tokens> before = tabs.allRefreshed();
            scene.adminLogsAliceOut();
            assertThat(tabs.refresh(0).path("error").asText()).isEqualTo("invalid_grant");
            assertThat(before).allMatch(tokens -> scene.revocation(tokens).equals("SESSION_ENDED"));
            awaitLoginPages(tabs);
            assertThat(scene.network().loginsOf(app)).isEqualTo(2L * count);

            assertThat(tabs.logIn(0)).isEqualTo(Tabs.APPLICATION);
            assertThat(tabs.refreshed(0).generation()).isEqualTo(1);
        }
    }

    @Test
    void givenAReuseThatEndsTheSessionThenEveryTabEndsAtTheLoginPage() {
        App app = scene.app(ClientScene.SESSION);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(2);
            reuse(app, tabs);
            assertThat(tabs.refresh(0).path("error").asText()).isEqualTo("invalid_grant");
            awaitLoginPages(tabs);
            assertThat(scene.network().loginsOf(app)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void givenAReuseThatEndsTheFamilyOnlyThenTheOtherTabsDoNotNotice(int count) {
        App app = scene.app(ClientScene.FAMILY);
        try (Tabs tabs = browser(app)) {
            tabs.openLoggedIn(count);
            Tokens stolen = reuse(app, tabs);
            for (int other = 1; other < count; other++) {
                assertThat(tabs.refreshed(other).generation()).isEqualTo(1);
            }
            JsonNode refusal = tabs.refresh(0);
            assertThat(refusal.path("error").asText()).isEqualTo("invalid_grant");
            assertThat(refusal.path("description").asText()).isEqualTo(REVOKED);
            assertThat(scene.revocation(stolen)).isEqualTo("REUSE");

            assertThat(tabs.places()).containsOnly(Tabs.APPLICATION); // the user was not asked
            Tokens after = tabs.refreshed(0);
            assertThat(after.familyId()).isNotEqualTo(stolen.familyId());
            assertThat(after.generation()).isEqualTo(1);
            assertThat(scene.network().loginsOf(app)).isEqualTo(count + 1);
        }
    }

    /** One tab goes there since its refresh was refused; the others since the library watches Keycloak's cookie. */
    private static void awaitLoginPages(Tabs tabs) {
        Await.until(() -> tabs.places().stream().allMatch(Tabs.LOGIN_PAGE::equals));
    }

    /** A thief uses the first tab's first token, two generations later. */
    private static Tokens reuse(App app, Tabs tabs) {
        Tokens stolen = tabs.tokens(0);
        tabs.refreshed(0);
        tabs.refreshed(0);
        assertRefused(app.refresh(stolen.refresh()), REUSED);
        return stolen;
    }
}
