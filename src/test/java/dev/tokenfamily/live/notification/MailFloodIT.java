package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thief with many old tokens of one user: he fills no mailbox and no queue, and his own theft is told all the same (ADR 32). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailFloodIT {

    private final MailServer mails;
    private final TestRealm realm;
    private final App shop;
    private final App bank;

    MailFloodIT(KeycloakServer server) {
        mails = MailServer.of(server);
        realm = MailScene.createRealm(mails, "mail-flood", settings -> {});
        shop = realm.publicClient("shop", "telling");
        bank = realm.publicClient("bank", "telling");
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    private String user(String name) {
        realm.withUser(name, user -> {});
        return name;
    }

    /** The outbox goes by the clocks of the nodes, which no test moves: so what it knows is moved into the past. */
    private void pass(int minutes) {
        String ago = " - interval '" + minutes + "' minute";
        realm.inside()
                .sql("update OUTBOX_ENTRY set DELIVERED_AT = DELIVERED_AT" + ago + ", CREATED_AT = CREATED_AT" + ago
                        + ", NEXT_ATTEMPT_AT = NEXT_ATTEMPT_AT" + ago + " where REALM_ID = :realm");
    }

    /** So that all that happens is of one hour. */
    private void awayFromTheFullHour() {
        long left = 3600 - realm.inside().now() % 3600;
        if (left < 600) {
            realm.pass((int) left + 1);
        }
    }

    private List<Mail> mailsTo(String user) {
        return mails.sentTo(user + "@example.org");
    }

    private JsonNode mail(Theft theft) {
        return realm.incident("familyId=" + theft.family()).path("mail");
    }

    private void awaitDelivered(Theft theft) {
        Await.until(() -> mail(theft).path("state").asText().equals("delivered"));
    }

    private Theft theft(App app, String user) {
        return Theft.of(app, app.login(user));
    }

    /** Whatever is due now has been looked at: somebody else is told, who comes after it. */
    private void aWitnessIsTold(String name) {
        awaitDelivered(theft(shop, user(name)));
    }

    /** The play: first a flood of old tokens at one application, and in its noise the theft that counts. */
    @Test
    void givenAFloodWhenTheRealTheftComesInItThenTheNextMailHasIt() {
        awayFromTheFullHour();
        String user = user("fred");
        awaitDelivered(theft(shop, user));
        List<Theft> flood = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            flood.add(theft(shop, user));
        }
        Theft real = theft(bank, user);
        flood.add(theft(shop, user));
        aWitnessIsTold("fred-witness");

        assertThat(mailsTo(user)).hasSize(1);
        assertThat(mail(real).path("state").asText()).isEqualTo("pending");
        assertThat(mail(real).path("attempts").asInt()).isZero();

        pass(50);
        aWitnessIsTold("fred-second-witness");
        assertThat(mailsTo(user)).hasSize(1);
        pass(11);
        awaitDelivered(real);

        assertThat(mailsTo(user)).hasSize(2);
        Mail digest = mailsTo(user).get(1);
        assertThat(digest.subject()).contains("some of your sessions may have been copied");
        for (String shown :
                List.of(Jsoup.parse(digest.html()).text(), digest.text().replaceAll("\\s+", " "))) {
            assertThat(shown)
                    .contains("This message is about 8 incidents", "bank", "shop", "6 more times", "Chrome, Windows")
                    .doesNotContain("tokenFamily", real.family());
        }
        assertThat(Jsoup.parse(digest.html()).select("h2").eachText()).contains("1. bank", "2. shop");
        for (Theft told : flood) {
            assertThat(mail(told).path("state").asText()).isEqualTo("delivered");
        }
    }

    /** A link of a digest is worth as much as one of any mail. */
    @Test
    void givenADigestWhenItsUserSaysNotMeThenEverythingEnds() {
        String user = user("dora");
        awaitDelivered(theft(shop, user));
        theft(shop, user);
        Theft real = theft(bank, user);
        Tokens other = shop.refreshed(shop.login(user));
        pass(61);
        awaitDelivered(real);

        URI link = URI.create(mailsTo(user).get(1).link("It was not me"));
        AnswerIT.confirm(AnswerIT.open(link));

        assertThat(realm.admin()
                        .read("/mail-flood/token-families/incidents?userId=" + realm.userId(user))
                        .findValuesAsText("answer"))
                .as("the one whose link it was")
                .containsExactly("not-me");
        assertThat(shop.refresh(other.refresh()).status()).isEqualTo(400);
    }

    /** The play: to use up the mails of a day with small floods, and to steal when there are none left. */
    @Test
    void givenADaysMailsAreUsedUpWhenTheRealTheftComesThenItIsToldLaterAndNeverDropped() {
        String user = user("lena");
        for (int mail = 1; mail <= 5; mail++) {
            Theft flood = theft(shop, user);
            if (mail > 1) {
                pass(60 * Math.min(1 << (mail - 2), 5));
            }
            awaitDelivered(flood);
            assertThat(mailsTo(user)).hasSize(mail);
        }
        Theft real = theft(bank, user);
        aWitnessIsTold("lena-witness");
        assertThat(mail(real).path("state").asText()).isEqualTo("pending");
        assertThat(mailsTo(user)).hasSize(5);

        pass(12 * 60 + 12);
        awaitDelivered(real);
        assertThat(mailsTo(user)).hasSize(6);
        assertThat(mailsTo(user).get(5).text()).contains("bank");
    }

    /** However many there are, there is one entry that has gone, and one that waits. */
    @Test
    void givenManyIncidentsAtOnceThenTheQueueHasOneEntryThatWaits() {
        String user = user("quentin");
        awaitDelivered(theft(shop, user));
        List<Tokens> logins = new ArrayList<>();
        for (int n = 0; n < 24; n++) {
            logins.add(shop.login(user));
        }
        Callers.atOnce(4, caller -> {
            for (int n = caller; n < logins.size(); n += 4) {
                Theft.of(shop, logins.get(n));
            }
            return true;
        });
        Await.until(() -> realm.admin()
                .get("/mail-flood/token-families/incidents/count?userId=" + realm.userId(user))
                .text()
                .equals("25"));

        JsonNode incidents = realm.admin().read("/mail-flood/token-families/incidents?userId=" + realm.userId(user));
        assertThat(incidents.findValues("mail").stream()
                        .map(mail -> mail.path("state").asText()))
                .hasSize(25)
                .containsOnlyOnce("delivered");
        assertThat(outboxEntries(user)).isEqualTo(2);
        assertThat(Set.copyOf(incidents.findValuesAsText("wave"))).hasSizeBetween(1, 2);
    }

    private int outboxEntries(String user) {
        return realm.inside().outboxEntries(realm.userId(user));
    }

    /** Each in a transaction of its own, all of which want to open the user's next mail. */
    @Test
    void givenManyEndsOfSessionsAtOnceThenEachIsToldAndOneMailWaits() {
        String user = user("ella");
        List<Tokens> superseded = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            Tokens old = shop.login(user);
            shop.refreshed(shop.refreshed(old));
            superseded.add(old);
        }
        Callers.atOnce(
                8,
                n -> shop.call(
                        "logout", Map.of("refresh_token", superseded.get(n).refresh())));
        String incidents = "/mail-flood/token-families/incidents?userId=" + realm.userId(user);

        JsonNode noted = realm.admin().read(incidents);
        assertThat(noted.findValuesAsText("kind")).hasSize(8).containsOnly("session-end");
        assertThat(noted.findValues("mail")).hasSize(8);
        Await.until(() -> mailStates(incidents).contains("delivered")); // noted a moment after the mail has come
        pass(61);
        Await.until(() -> Set.copyOf(mailStates(incidents)).equals(Set.of("delivered")));
        assertThat(outboxEntries(user)).isEqualTo(mailsTo(user).size()).isBetween(1, 2);
    }

    private List<String> mailStates(String incidents) {
        return realm.admin().read(incidents).findValues("mail").stream()
                .map(mail -> mail.path("state").asText())
                .toList();
    }

    /** An outage must not let later incidents overtake it, nor fall between two mails. */
    @Test
    void givenAMailThatCannotBeSentWhenMoreHappensThenThatWaitsForTheNextOne() {
        String user = user("olga");
        mails.down();
        Theft first;
        Theft second;
        try {
            first = theft(shop, user);
            Await.until(() -> mail(first).path("attempts").asInt() > 0);
            second = theft(bank, user);
            Await.until(() -> mail(second).path("state").asText().equals("pending"));
            assertThat(mail(second).path("attempts").asInt()).isZero();
        } finally {
            mails.up();
        }
        awaitDelivered(first);
        assertThat(mailsTo(user)).hasSize(1);
        assertThat(mailsTo(user).get(0).text()).contains("shop").doesNotContain("bank");
        pass(61);
        awaitDelivered(second);
        assertThat(mailsTo(user)).hasSize(2);
        assertThat(mailsTo(user).get(1).text()).contains("bank").doesNotContain("shop");
    }
}
