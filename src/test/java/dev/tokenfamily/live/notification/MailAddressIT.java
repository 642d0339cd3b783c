package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.live.notification.MailServer.Mail;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a mail leads when the thief, or whoever logs in first, says to the server that it is somewhere else. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailAddressIT {

    private static final String[] EVIL = {
        "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "X-Forwarded-Port", "443"
    };

    private final MailServer mails;

    MailAddressIT(KeycloakServer server) {
        mails = MailServer.of(server);
    }

    @AfterAll
    void stop() {
        mails.close();
    }

    /** Everything at the server, under the other name. */
    private Mail stolenUnderAnotherName(TestRealm realm, String user) {
        App app = realm.publicClient("shop", "telling");
        realm.withUser(user, u -> {});
        Tokens login = Tokens.of(app.call(
                "token",
                Map.of("grant_type", "password", "username", user, "password", user, "scope", "openid"),
                EVIL));
        Tokens next = Tokens.of(app.refresh(login.refresh(), EVIL));
        Tokens.of(app.refresh(next.refresh(), EVIL));
        assertThat(app.refresh(login.refresh(), EVIL).status()).isEqualTo(400);
        return mails.only(user + "@example.org");
    }

    @Test
    void givenNoAddressIsConfiguredThenTheMailHasNoLinkAndSaysWhatToDo() {
        TestRealm realm = TestRealm.create(
                        mails.keycloak(), "mail-nowhere", settings -> settings.setSmtpServer(mails.settings()))
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", 0));

        Mail mail = stolenUnderAnotherName(realm, "astray");

        assertThat(mail.source()).doesNotContain("evil.example", "token-family.invalid");
        assertThat(mail.html()).doesNotContain("href=").contains("change your password and contact your administrator");
        assertThat(mail.text()).doesNotContain("://").contains("change your password and contact your administrator");
        assertThat(realm.server().logged()).contains("frontend URL of realm mail-nowhere is configured");
    }

    @Test
    void givenTheRealmsAddressThenTheLinksLeadThere() {
        TestRealm realm = MailScene.createRealm(mails, "mail-somewhere", settings -> {});

        Mail mail = stolenUnderAnotherName(realm, "found");

        assertThat(mail.source()).doesNotContain("evil.example");
        URI link = URI.create(mail.link("It was not me"));
        assertThat(link.toString()).startsWith(realm.url() + "/token-family/answer?token=");
        assertThat(Http.get(link).status()).isEqualTo(200);
    }
}
