package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.LinkLeaks.Attempt;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody can do with a link who has nothing else: answer its question, and nothing besides. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerLinkPowerIT {

    private final MailServer mails;
    private final MailScene scene;
    private final TestRealm realm;
    private final App app;

    AnswerLinkPowerIT(KeycloakServer server) {
        mails = MailServer.of(server);
        scene = MailScene.create(mails, "link-power", settings -> {
            settings.setResetPasswordAllowed(true);
            settings.setRegistrationAllowed(true);
            settings.setRememberMe(true);
            settings.setVerifyEmail(true);
            settings.setEditUsernameAllowed(true);
            settings.setInternationalizationEnabled(true);
            settings.setSupportedLocales(Set.of("en", "de"));
            settings.setDefaultLocale("en");
        });
        realm = scene.realm();
        app = scene.app();
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private URI link(String user, String heading) {
        return URI.create(scene.mailAfterTheftFrom(user).link(heading));
    }

    /** Everything that the page has or sets, at every path of a login, in every subset. */
    @ParameterizedTest
    @ValueSource(strings = {"It was me", "It was not me"})
    void givenAnOpenedLinkThenNoFlowOfKeycloakGoesOnWithIt(String heading) {
        String user = "victim" + heading.length();
        URI link = link(user, heading);
        int mailsBefore = mails.sentTo(user + "@example.org").size();
        Response page = Http.get(link);
        assertThat(page.status()).isEqualTo(200);
        LinkLeaks leaks = LinkLeaks.of(page, link);
        assertThat(leaks.cookies()).as("nothing of a login").isEmpty();

        for (Attempt attempt : leaks.attempts(realm.url(), List.of("shop", "account", "security-admin-console"))) {
            assertThatNobodyIsKnown(attempt, attempt.make(), user);
        }

        assertThat(mails.sentTo(user + "@example.org")).hasSize(mailsBefore);
        assertThat(realm.incident("userId=" + realm.userId(user)).has("answer")).isFalse();
        app.refreshed(app.login(user)); // with the password of before
    }

    private static void assertThatNobodyIsKnown(Attempt attempt, Response answer, String user) {
        assertThat(answer.status()).as("%s", attempt).isLessThan(500);
        assertThat(Jsoup.parse(answer.text())
                        .select("#password-new, #password-confirm, #kc-update-profile-form, #kc-attempted-username"))
                .as("%s", attempt)
                .isEmpty();
        assertThat(answer.text()).as("%s", attempt).doesNotContain(user + "@example.org");
        assertThat(answer.location().map(URI::toString).orElse(""))
                .as("%s", attempt)
                .doesNotContainPattern("[?&]code=")
                .doesNotContain("required-action");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as("%s", attempt)
                .noneMatch(cookie -> cookie.startsWith("KEYCLOAK_IDENTITY=ey"));
    }

    /** As a token of any other kind. */
    @Test
    void givenALinkThenItsKeyIsNoOtherToken() {
        String key = LinkLeaks.key(link("typist", "It was not me"));
        Tokens own = app.login("bob");
        assertThat(app.refresh(key).status()).isEqualTo(400);
        assertThat(app.userinfo(key).status()).isEqualTo(401);
        App resourceServer = realm.resourceServer();
        assertThat(resourceServer.accessActive(key)).isFalse();
        assertThat(resourceServer.refreshActive(key)).isFalse();
        assertThat(Http.get(
                                app.endpoint("auth?response_type=code&prompt=none&scope=openid&client_id=shop"
                                        + "&redirect_uri=http://127.0.0.1/app"),
                                "Cookie",
                                "KEYCLOAK_IDENTITY=" + key)
                        .location()
                        .map(URI::toString)
                        .orElse(""))
                .doesNotContainPattern("[?&]code=");
        assertThat(Http.get(app.endpoint("logout?id_token_hint=" + key)).status())
                .isLessThan(500);
        assertThat(Http.get(
                                URI.create(realm.url() + "/account/"),
                                "Authorization",
                                "Bearer " + key,
                                "Accept",
                                "application/json")
                        .status())
                .isEqualTo(401);
        app.refreshed(own);
    }

    @Test
    void givenALinkThenItsPageIsKeptByNobody() {
        Response page = Http.get(link("shy", "It was me"));
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy").orElse("")).isEqualTo("no-referrer");
    }
}
