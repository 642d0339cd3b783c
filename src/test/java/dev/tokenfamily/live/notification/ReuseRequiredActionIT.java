package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a theft demands of the user at the next login, and of whom it demands nothing. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReuseRequiredActionIT {

    private final TestRealm realm;

    ReuseRequiredActionIT(KeycloakServer server) {
        realm = TestRealm.create(server, "required-action")
                .govern("password", Map.of("grace-period-seconds", 0, "on-reuse-required-action", "UPDATE_PASSWORD"))
                .govern("notice", Map.of("grace-period-seconds", 0, "on-reuse-required-action", "TOKEN_FAMILY_NOTICE"));
    }

    /** Off the request: until the theft is noted, and the realm has what asks. */
    private void awaitPrepared(String user) {
        realm.incident("userId=" + realm.userId(user));
        Await.until(() -> realm.admin()
                .read("/" + realm.name() + "/authentication/required-actions")
                .findValuesAsText("alias")
                .contains("TOKEN_FAMILY_NOTICE"));
    }

    private static Response firstPage(App app, String user) {
        return new Browser().logIn(app, user);
    }

    @Nested
    final class GivenATheft {

        @Test
        void whenTheUserLogsInInABrowserThenANewPasswordIsAskedFor() {
            App app = realm.publicClient("web", "password");
            realm.withUser("willy", user -> {});
            Theft.of(app, app.login("willy"));
            awaitPrepared("willy");
            assertThat(Jsoup.parse(firstPage(app, "willy").text()).selectFirst("#password-new"))
                    .isNotNull();
        }

        @Test
        void whenTheUserLogsInWithoutABrowserThenNobodyIsLockedOut() {
            App app = realm.publicClient("headless", "password");
            realm.withUser("robot", user -> {});
            Theft.of(app, app.login("robot"));
            awaitPrepared("robot");
            app.refreshed(app.login("robot"));
            assertThat(Jsoup.parse(firstPage(app, "robot").text()).selectFirst("#password-new"))
                    .as("it is still due")
                    .isNotNull();
        }

        /** More than anybody looks up at once. */
        @Test
        void whenThereWereManyThenTheUserIsAskedOnce() {
            App app = realm.publicClient("many", "password");
            realm.withUser("popular", user -> {});
            for (int n = 0; n < 45; n++) {
                Theft.of(app, app.login("popular"));
            }
            awaitPrepared("popular");
            Browser browser = new Browser();
            Response chosen = browser.fillIn(
                    browser.logIn(app, "popular"),
                    "form#kc-passwd-update-form",
                    Map.of("password-new", "popular", "password-confirm", "popular"),
                    realm.url().toString());
            assertThat(chosen.location())
                    .as("asked once in this login")
                    .hasValueSatisfying(to -> assertThat(to.getQuery()).contains("code="));
            assertThat(firstPage(app, "popular").location())
                    .as("and not again in the next one")
                    .hasValueSatisfying(to -> assertThat(to.getQuery()).contains("code="));
        }

        @Test
        void whenThePolicyOnlyTellsThenTheNextLoginSaysWhatHappenedOnce() {
            App app = realm.client("telling", "notice", client -> {
                client.setPublicClient(true);
                client.setName(IncidentMailIT.HOSTILE);
            });
            realm.withUser("reader", user -> {});
            Theft.of(app, app.login("reader"));
            awaitPrepared("reader");
            Response page = firstPage(app, "reader");
            assertThat(Jsoup.parse(page.text()).text())
                    .contains(
                            "One of your sessions was ended",
                            IncidentMailIT.HOSTILE,
                            realm.server().testHost(),
                            "Chrome, Windows");
            Browser browser = new Browser();
            Tokens tokens = browser.open(app, "reader"); // its forms are accepted
            app.refreshed(tokens);
            assertThat(firstPage(app, "reader").location())
                    .hasValueSatisfying(to -> assertThat(to.getQuery()).contains("code="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_SUCH_ACTION", "TERMS_AND_CONDITIONS"})
    void givenAnActionThatIsNotEnabledWhenSavedThenItIsRefused(String alias) {
        Response answer = realm.putProfiles(List.of(
                TestRealm.profile("bad", List.of(TestRealm.executor(Map.of("on-reuse-required-action", alias))))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("errorMessage"))
                .contains("'" + alias + "'", "'on-reuse-required-action'", "required action of the realm")
                .containsPattern("Enabled are: .*TOKEN_FAMILY_NOTICE, UPDATE_PASSWORD")
                .doesNotContainPattern("Enabled are: .*TERMS_AND_CONDITIONS");
    }
}
