package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import dev.tokenfamily.live.selfservice.SignInsPage;
import dev.tokenfamily.outbox.NewEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever ends among a user's own sign-ins is told to the user: the first at once, what follows soon together, and nothing not at all. */
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

    /** The outbox goes by the clocks of the nodes, which no test moves: so what it knows is moved into the past. */
    private void pass(int minutes) {
        String ago = " - interval '" + minutes + "' minute";
        realm.inside()
                .sql("update OUTBOX_ENTRY set DELIVERED_AT = DELIVERED_AT" + ago + ", CREATED_AT = CREATED_AT" + ago
                        + ", NEXT_ATTEMPT_AT = NEXT_ATTEMPT_AT" + ago + " where REALM_ID = :realm");
    }

    /** The first mail to that user: a moment after it has come. */
    private boolean isNotedAsSent(String user) {
        String realmId = realm.admin().read("/" + realm.name()).path("id").asText();
        String owner = NewEntry.ownerId(realmId, realm.userId(user));
        return !realm.inside()
                .texts("select ID from OUTBOX_ENTRY where DELIVERED_AT is not null and REALM_ID = :realm"
                        + " and OWNER_ID = '" + owner + "'")
                .isEmpty();
    }

    /** The play of a thief with the password: small ends use up the mails of a day, and then all ends. */
    @Test
    void givenManySmallEndsWhenAllEndsThenTheMailOfTheNextHourSaysSo() {
        realm.withUser("muted", user -> {});
        List<Tokens> small =
                IntStream.range(0, 7).mapToObj(n -> signIn("muted")).toList();
        SignInsPage page = SignInsPage.open(realm, "muted");
        for (Tokens tokens : small) {
            assertThat(page.act(Map.of("action", "end", "family", tokens.familyId()))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(page.act(Map.of("action", "end-all")).status()).isEqualTo(200);
        Await.until(() -> isNotedAsSent("muted"));

        pass(61);
        Await.until(() -> mails.sentTo("muted@example.org").size() > 1);

        List<Mail> told = mails.sentTo("muted@example.org");
        assertThat(told).as("no more than two").hasSize(2);
        assertThat(told.get(1).subject()).isEqualTo("Example: sign-ins of yours were ended");
        for (String shown :
                List.of(Jsoup.parse(told.get(1).html()).text(), told.get(1).text())) {
            assertThat(shown).contains("one sign-in was ended", "all sign-ins were ended");
        }
        String both = told.get(0).text() + told.get(1).text();
        assertThat(both.split("one sign-in was ended", -1))
                .as("each is told once")
                .hasSize(8);
    }
}
