package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a link ends with, for whoever has kept it: the owner of an old mailbox, or a thief who has read the mail. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerLinkEndIT {

    private final MailServer mails;
    private final MailScene scene;
    private final TestRealm realm;
    private final App app;

    AnswerLinkEndIT(KeycloakServer server) {
        mails = MailServer.of(server);
        scene = MailScene.create(mails, "link-end", settings -> {
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

    private String userPath(String user) {
        return "/" + realm.name() + "/users/" + realm.userId(user);
    }

    private void change(String user, Map<String, ?> change) {
        AdminApi.expectSuccess(realm.admin().put(userPath(user), change));
    }

    private void setPassword(String user, String password) {
        AdminApi.expectSuccess(realm.admin()
                .put(
                        userPath(user) + "/reset-password",
                        Map.of("type", "password", "value", password, "temporary", false)));
    }

    private static Response press(URI link) {
        return Http.postForm(link.resolve(link.getPath()), Map.of("key", LinkLeaks.key(link)));
    }

    private static void assertAlive(Mail mail) {
        for (String heading : List.of("It was me", "It was not me")) {
            Response page = Http.get(URI.create(mail.link(heading)));
            assertThat(page.status()).isEqualTo(200);
            assertThat(Jsoup.parse(page.text()).selectFirst("form#kc-token-family-form"))
                    .isNotNull();
        }
    }

    /** Neither shows a question nor takes an answer, says the same for every reason, and sets no cookie. */
    private static void assertDead(Mail mail) {
        for (String heading : List.of("It was me", "It was not me")) {
            URI link = URI.create(mail.link(heading));
            for (Response answer : List.of(Http.get(link), press(link))) {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text())
                        .contains("This link is no longer valid")
                        .doesNotContain("kc-token-family-form", "Exception");
                assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void whenThePasswordIsChangedThenBothLinksAreDead() {
        Mail mail = scene.mailAfterTheftFrom("pat");
        assertAlive(mail);
        setPassword("pat", "another");
        assertDead(mail);
        setPassword("pat", "pat");
        assertDead(mail);
        app.refreshed(app.login("pat"));
    }

    @Test
    void whenThePasswordIsRemovedThenBothLinksAreDead() {
        Mail mail = scene.mailAfterTheftFrom("peter");
        String id = realm.admin()
                .read(userPath("peter") + "/credentials")
                .get(0)
                .path("id")
                .asText();
        AdminApi.expectSuccess(realm.admin().delete(userPath("peter") + "/credentials/" + id));
        assertDead(mail);
    }

    /** Keycloak keeps nothing of it that the link could be compared with. */
    @Test
    void whenADirectorysPasswordIsChangedThenBothLinksAreDead() {
        MailScene foreign = MailScene.create(
                mails,
                "link-end-federated",
                settings -> settings.setRequiredActions(List.of())); // foreign users cannot complete their profile
        TestRealm federated = foreign.realm();
        String location = AdminApi.expectSuccess(federated
                        .admin()
                        .post(
                                "/" + federated.name() + "/components",
                                Map.of(
                                        "name", "foreign",
                                        "providerId", "test-foreign-users",
                                        "providerType", "org.keycloak.storage.UserStorageProvider")))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String user = "foreign-mail-fay";
        String id = "f:" + location.substring(location.lastIndexOf('/') + 1) + ":" + user;
        App shop = foreign.app();
        Theft.of(shop, shop.login(user));
        Mail mail = mails.only(user + "@example.org");
        assertAlive(mail);

        AdminApi.expectSuccess(federated
                .admin()
                .put(
                        "/" + federated.name() + "/users/" + id.replace(":", "%3A") + "/reset-password",
                        Map.of("type", "password", "value", "another", "temporary", false)));

        assertDead(mail);
        shop.refreshed(shop.login(user));
    }

    /** The password is stored anew, and remains the same. */
    @Test
    void whenOnlyItsHashIsRenewedThenTheLinksLive() {
        Mail mail = scene.mailAfterTheftFrom("hanna");
        AdminApi.expectSuccess(realm.admin()
                .put(
                        "/" + realm.name(),
                        Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(2)")));
        app.login("hanna");
        app.login("hanna");
        assertAlive(mail);
    }

    @Test
    void whenTheMailAddressIsChangedThenBothLinksAreDead() {
        Mail mail = scene.mailAfterTheftFrom("mel");
        change("mel", Map.of("email", "mel@elsewhere.example", "emailVerified", true));
        assertDead(mail);
    }

    @Test
    void whenTheAccountIsDisabledThenBothLinksAreDead() {
        Mail mail = scene.mailAfterTheftFrom("dora");
        change("dora", Map.of("enabled", false));
        assertDead(mail);
        change("dora", Map.of("enabled", true));
        assertDead(mail);
        app.refreshed(app.login("dora"));
    }

    @Test
    void whenTheAccountIsRemovedThenBothLinksAreDead() {
        Mail mail = scene.mailAfterTheftFrom("rory");
        AdminApi.expectSuccess(realm.admin().delete(userPath("rory")));
        assertDead(mail);
    }

    @Test
    void whenTheUserIsRenamedOrGetsAnotherDeviceThenTheLinksLive() {
        Mail mail = scene.mailAfterTheftFrom("nina");
        change("nina", Map.of("firstName", "Another"));
        app.refreshed(app.login("nina"));
        assertAlive(mail);
    }

    /** Whoever reads the mailbox first must not take the owner's veto away. */
    @Test
    void givenAFalseAlarmThenOnlyTheVetoIsLeftAndAfterItNothing() {
        Mail mail = scene.mailAfterTheftFrom("vera");
        URI me = URI.create(mail.link("It was me"));
        URI notMe = URI.create(mail.link("It was not me"));
        assertThat(outcome(press(me))).contains("marked as a false alarm");
        assertThat(outcome(press(me))).contains("already been answered");
        Tokens other = app.refreshed(app.login("vera"));

        assertThat(outcome(press(notMe))).contains("All your sessions were ended");

        assertThat(app.refresh(other.refresh()).status()).isEqualTo(400);
        assertThat(outcome(press(notMe))).contains("already been answered");
        assertThat(outcome(press(me))).contains("already been answered");
        Response login = new Browser().logIn(app, "vera");
        assertThat(Jsoup.parse(login.text()).selectFirst("#password-new")).isNotNull();
        setPassword("vera", "another");
        assertDead(mail);
    }

    private static String outcome(Response pressed) {
        assertThat(pressed.status()).isEqualTo(303);
        return Jsoup.parse(Http.get(pressed.location().orElseThrow()).text()).text();
    }

    /** Keycloak's own choice of languages takes the link's token along. */
    @Test
    void givenAnotherLanguageIsChosenThenTheQuestionIsAskedInIt() {
        Response page = Http.get(URI.create(scene.mailAfterTheftFrom("lara").link("It was me")));
        String german = Jsoup.parse(page.text()).select("a[href*=kc_locale=de], option[value*=kc_locale=de]").stream()
                .map(choice -> choice.hasAttr("href") ? choice.attr("href") : choice.attr("value"))
                .findFirst()
                .orElseThrow();
        Response translated = Http.get(page.page().resolve(german));
        assertThat(translated.status()).isEqualTo(200);
        assertThat(translated.text()).contains("Fehlalarm", "kc-token-family-form");
    }
}
