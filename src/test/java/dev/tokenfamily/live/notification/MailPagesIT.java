package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailPages.Seen;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees after a theft, in a browser and by the keyboard, in several languages and themes. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailPagesIT {

    private static final int NOT_ME = 0;
    private static final int ME = 1;

    private final KeycloakServer server;
    private final MailServer mails;

    MailPagesIT(KeycloakServer server) {
        this.server = server;
        mails = MailServer.of(server);
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** An application of a realm with a user of that name and language. */
    private App app(String language, String theme, String user) {
        TestRealm realm = TestRealm.create(server, "mail-pages-" + language, settings -> {
                    TestRealm.at(server, settings);
                    settings.setDisplayName("Example");
                    settings.setSmtpServer(mails.settings());
                    settings.setInternationalizationEnabled(true);
                    settings.setSupportedLocales(Set.copyOf(List.of("en", language)));
                    settings.setDefaultLocale("en");
                    settings.setLoginTheme(theme);
                })
                .govern(
                        "telling",
                        Map.of(
                                "notify-user",
                                true,
                                "grace-period-seconds",
                                0,
                                "on-reuse-required-action",
                                "TOKEN_FAMILY_NOTICE"))
                .withUser(user, reader -> reader.setAttributes(Map.of("locale", List.of(language))));
        return realm.client("shop", "telling", client -> {
            client.setPublicClient(true);
            client.setName("Web Shop");
        });
    }

    /** Reads the mail about a theft, and presses the button behind one of its links. */
    private Seen answer(App app, String user, int link, MailPages pages, String language, String asked) {
        Theft.of(app, app.login(user));
        Mail mail = mails.only(user + "@example.org");
        String url = Jsoup.parse(mail.html()).select("a").get(link).attr("href");
        Seen read = pages.mail(mail.html(), "mail-" + language);
        Seen opened = pages.open(URI.create(url), "confirmation-" + language);
        Seen done = pages.confirm("answered-" + language);
        assertThat(read.text()).contains("Web Shop");
        assertThat(opened.text()).contains(asked, "Web Shop");
        assertReadable(read, opened, done);
        return done;
    }

    private static void assertReadable(Seen... all) {
        for (Seen seen : all) {
            assertThat(seen.violations()).isEmpty();
            assertThat(seen.scripts()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, keycloak.v2, You will be signed out everywhere, All your sessions were ended, One of your sessions was ended",
        "ja, token-family, ログアウト, セッション, セッション"
    })
    void whenItWasSomebodyElseThenAllEndsAndANewPasswordIsAskedFor(
            String language, String theme, String asked, String told, String noticed) {
        String user = "user-" + language;
        App app = app(language, theme, user);
        Tokens other = app.refreshed(app.login(user));

        try (MailPages pages = MailPages.in(language)) {
            Seen done = answer(app, user, NOT_ME, pages, language, asked);

            assertThat(done.text()).contains(told);
            assertThat(app.refresh(other.refresh()).status()).isEqualTo(400);
            pages.logIn(Browser.loginOf(app), user, "password-" + language);
            Seen notice = pages.choosePassword("another " + user, "notice-" + language);
            assertThat(notice.text()).contains(noticed, "Web Shop", "Chrome, Windows");
            assertReadable(notice);
        }
    }

    @Test
    void whenItWasTheUserThenNothingElseChanges() {
        App app = app("de", "token-family", "user-de");
        Tokens other = app.refreshed(app.login("user-de"));
        try (MailPages pages = MailPages.in("de")) {
            assertThat(answer(app, "user-de", ME, pages, "de", "Fehlalarm").text())
                    .contains("Fehlalarm");
            app.refreshed(other);
        }
    }
}
