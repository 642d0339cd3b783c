package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import dev.tokenfamily.live.selfservice.SignInsPage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever ends among a user's own sign-ins is told to the user: by one mail for each action, and by none where nothing ended. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndMailIT {

    private final MailServer mails;
    private final TestRealm realm;
    private final App shop;

    EndMailIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = SignInsPage.setUp(TestRealm.create(server, "end-mail", settings -> {
                    settings.setDisplayName("Example");
                    settings.setSmtpServer(mails.settings());
                    settings.setInternationalizationEnabled(true);
                    settings.setSupportedLocales(Set.of("en", "de"));
                    settings.setDefaultLocale("en");
                }))
                .govern("strict", Map.of("grace-period-seconds", 0));
        shop = realm.client("shop", "strict", client -> {
            client.setPublicClient(true);
            client.setName(IncidentMailIT.HOSTILE);
        });
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private Tokens signIn(String user) {
        return shop.refreshed(shop.login(user));
    }

    @Test
    void givenSeveralFamiliesWhenAllOthersEndThenThereIsOneMailInTheUsersLanguage() {
        realm.withUser("frieda", user -> user.setAttributes(Map.of("locale", List.of("de"))));
        signIn("frieda");
        signIn("frieda");
        SignInsPage page = SignInsPage.open(realm, "frieda");
        assertThat(page.act(Map.of("action", "end-others")).status()).isEqualTo(200);

        Mail mail = mails.only("frieda@example.org");

        assertThat(mail.subject()).isEqualTo("Example: Eine Ihrer Anmeldungen wurde beendet");
        assertThat(Jsoup.parse(mail.html()).text())
                .contains(
                        "alle Anmeldungen bis auf die gerade verwendete beendet",
                        realm.server().testHost());
        assertThat(mail.text()).contains("Wenn Sie das nicht waren");
        assertThat(mail.html()).doesNotContain("href");
    }

    @Test
    void givenAHostileNameWhenOneEndsThenTheMailSaysItAsPlainText() {
        realm.withUser("nadia", user -> {});
        Tokens tokens = signIn("nadia");
        SignInsPage page = SignInsPage.open(realm, "nadia");
        String name = "<script>alert(1)</script> ${key}";
        assertThat(page.act(Map.of("action", "name", "family", tokens.familyId(), "name", name))
                        .status())
                .isEqualTo(200);
        assertThat(page.act(Map.of("action", "end", "family", tokens.familyId()))
                        .status())
                .isEqualTo(200);

        Mail mail = mails.only("nadia@example.org"); // a name ends nothing, and is told by none

        assertThat(mail.subject()).isEqualTo("Example: a sign-in of yours was ended");
        assertThat(mail.html()).doesNotContain("<script>", "<b>");
        assertThat(Jsoup.parse(mail.html()).text()).contains(name, IncidentMailIT.HOSTILE);
        assertThat(mail.text()).contains(name, IncidentMailIT.HOSTILE);
    }
}
