package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.ConsoleRealm;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** The user hears of a theft by mail: once, in the user's language, and whatever happens meanwhile. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentMailIT {

    static final String HOSTILE = "<b>Shop</b> & \"Sons\" ${key} <script>alert(1)</script>";

    private final MailServer mails;
    private final TestRealm realm;
    private final App app;

    IncidentMailIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = TestRealm.create(server, "incident-mail", this::withMail)
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", 0))
                .govern("silent", Map.of("grace-period-seconds", 0))
                .govern("observing", Map.of("notify-user", true, "grace-period-seconds", 0, "enforcement", "observe"));
        app = realm.client("shop", "telling", client -> {
            client.setPublicClient(true);
            client.setName(HOSTILE);
        });
    }

    private void withMail(RealmRepresentation settings) {
        TestRealm.at(mails.keycloak(), settings);
        settings.setDisplayName("Example");
        settings.setSmtpServer(mails.settings());
        settings.setInternationalizationEnabled(true);
        settings.setSupportedLocales(Set.copyOf(ConsoleRealm.LANGUAGES));
        settings.setDefaultLocale("en");
        settings.setEmailTheme("token-family");
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** A user of that language. */
    private void user(String name, String locale) {
        realm.withUser(name, user -> user.setAttributes(Map.of("locale", List.of(locale))));
    }

    /** The mail arrives a moment before that is noted. */
    private void awaitDelivered(Theft theft) {
        Await.until(() ->
                incident(theft.family()).path("mail").path("state").asText().equals("delivered"));
    }

    private JsonNode incident(String family) {
        return realm.incident("familyId=" + family);
    }

    @Test
    void givenATheftThenTheUserIsToldWhatHappenedWhereAndWhatToDo() {
        user("erika", "de");
        Theft theft = Theft.of(app, app.login("erika"));

        Mail mail = mails.only("erika@example.org");

        assertThat(mail.subject()).isEqualTo("Example: Eine Ihrer Sitzungen wurde möglicherweise kopiert");
        String page = Jsoup.parse(mail.html()).text();
        for (String shown : List.of(page, mail.text().replaceAll("\\s+", " "))) {
            assertThat(shown)
                    .contains(HOSTILE, realm.server().testHost(), "Firefox, Linux", "Chrome, Windows", "UTC")
                    .contains("Das war ich nicht", "Das war ich", "beendet")
                    .doesNotContain(theft.family(), "erika", Theft.THIEFS_DEVICE);
        }
        assertThat(Jsoup.parse(mail.html()).select("script, b, i, img, link")).isEmpty();
        assertThat(Jsoup.parse(mail.html()).select("[lang=de]")).isNotEmpty();
        assertThat(mail.source().replaceAll("=\\R", ""))
                .doesNotContain(signature(theft.stolen().refresh()))
                .contains(signature(mail.link("Das war ich nicht")));
        awaitDelivered(theft);
    }

    /** Of a token at the end of a text. */
    private static String signature(String text) {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "en, It was not me",
                "fr, Ce n'était pas moi",
                "es, No he sido yo",
                "pt, Não fui eu",
                "pt-BR, Não fui eu",
                "ja, 自分ではありません",
                "zh-CN, 不是我本人"
            })
    void givenALanguageThenTheMailIsInIt(String locale, String expected) {
        String name = "reader-" + locale.toLowerCase(java.util.Locale.ROOT);
        user(name, locale);
        Theft.of(app, app.login(name));
        Mail mail = mails.only(name + "@example.org");
        assertThat(Jsoup.parse(mail.html()).select("a").eachText()).hasSize(2).contains(expected);
        assertThat(mail.text()).contains(expected);
        assertThat(mail.html() + mail.text()).doesNotContain("tokenFamily");
    }

    /** The templates are found whatever the theme is. */
    @ParameterizedTest
    @ValueSource(strings = {"keycloak", "base"})
    void givenAnotherThemeThenTheMailIsTheSame(String theme) {
        TestRealm other = TestRealm.create(realm.server(), "incident-mail-" + theme, settings -> {
                    withMail(settings);
                    settings.setEmailTheme(theme);
                })
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", 0));
        App shop = other.publicClient("shop", "telling");
        Theft.of(shop, shop.login("bob"));
        Await.until(() -> mails.sentTo("bob@example.org").stream()
                .anyMatch(mail -> mail.text().contains(other.url().toString())));
    }

    @Test
    void givenAThousandReplaysThenThereIsOneMail() {
        user("calm", "en");
        Theft theft = Theft.of(app, app.login("calm"));
        mails.only("calm@example.org");
        Callers.atOnce(8, client -> {
            for (int n = 0; n < 125; n++) {
                theft.again(app);
            }
            return true;
        });
        assertThat(incident(theft.family()).path("repeats").asInt()).isEqualTo(1000);
        mails.only("calm@example.org");
    }

    @Test
    void givenAnOutageOfTheMailServerThenTheMailComesAfterIt() {
        user("patient", "en");
        mails.down();
        Theft theft;
        try {
            theft = Theft.of(app, app.login("patient"));
            Await.until(
                    () -> incident(theft.family()).path("mail").path("attempts").asInt() > 0);
            JsonNode waiting = incident(theft.family()).path("mail");
            assertThat(waiting.path("state").asText()).isEqualTo("pending");
            assertThat(waiting.path("problem").asText()).contains("Exception");
        } finally {
            mails.up(); // for the other tests too
        }

        mails.only("patient@example.org");
        awaitDelivered(theft);
    }

    @Test
    void givenAUserWithoutAVerifiedAddressThenItIsGivenUpVisibly() {
        realm.withUser("unverified", user -> user.setEmailVerified(false));
        Theft theft = Theft.of(app, app.login("unverified"));
        Await.until(() ->
                incident(theft.family()).path("mail").path("state").asText().equals("dead_letter"));
        assertThat(incident(theft.family()).path("mail").path("problem").asText())
                .isEqualTo("The user has no verified e-mail address");
        assertThat(realm.server().logged("reason=The user has no verified e-mail address"))
                .isNotEmpty();
        assertThat(mails.sentTo("unverified@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "observing"})
    void givenNobodyIsToBeToldThenNobodyIs(String profile) {
        String name = "deaf-" + profile;
        user(name, "en");
        App other = realm.publicClient("app-" + profile, profile);
        Tokens login = other.login(name);
        Tokens next = other.refreshed(login);
        other.refreshed(next);
        other.refresh(login.refresh());
        // the queue is in order: whoever is told afterwards shows that nobody was before
        user("witness-" + profile, "en");
        Theft.of(app, app.login("witness-" + profile));
        mails.only("witness-" + profile + "@example.org");
        assertThat(incident(login.familyId()).has("mail")).isFalse();
        assertThat(mails.sentTo(name + "@example.org")).isEmpty();
    }

    @Test
    void givenMailsThenTheLogHasNeitherTokensNorDevices() {
        user("private", "en");
        Theft theft = Theft.of(app, app.login("private"));
        Mail mail = mails.only("private@example.org");
        String key = mail.link("It was not me").replaceAll(".*token=", "");
        awaitDelivered(theft);
        assertThat(realm.server().logged())
                .doesNotContain(theft.stolen().refresh())
                .doesNotContain(key)
                .doesNotContain(Theft.THIEFS_DEVICE, Theft.OWNERS_DEVICE);
        assertThat(realm.server().metrics()).contains("keycloak_token_family_mails_total{outcome=\"delivered\"");
    }
}
