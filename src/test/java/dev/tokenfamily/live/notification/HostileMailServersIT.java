package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.TricklingServer;
import dev.tokenfamily.suite.FullRunOnly;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty realms whose mail servers never come to an end, and one with an ordinary one. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@FullRunOnly
class HostileMailServersIT {

    private static final int HOSTILE = 50;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private final KeycloakServer server;
    private final MailServer mails;
    private final TricklingServer hostile;

    HostileMailServersIT(KeycloakServer server) {
        this.server = server;
        this.mails = MailServer.of(server);
        this.hostile = TricklingServer.smtp(server.testHost());
    }

    @AfterAll
    void stop() {
        hostile.close();
        mails.close();
    }

    private TestRealm realm(String name, Map<String, String> mailServer) {
        return TestRealm.create(server, name, settings -> settings.setSmtpServer(mailServer))
                .govern("telling", Map.of("notify-user", true, "grace-period-seconds", 0));
    }

    private static Theft theft(TestRealm realm) {
        App app = realm.publicClient("shop", "telling");
        return Theft.of(app, app.login("alice"));
    }

    private static String mail(TestRealm realm, Theft theft, String field) {
        return realm.incident("familyId=" + theft.family())
                .path("mail")
                .path(field)
                .asText();
    }

    @Test
    void givenFiftyHostileRealmsThenTheMailOfAnotherIsNotLate() {
        Map<String, String> settings =
                Map.of("host", hostile.host(), "port", String.valueOf(hostile.port()), "from", "keycloak@example.org");
        TestRealm first = realm("hostile-mail-0", settings);
        Theft ofFirst = theft(first);
        for (int i = 1; i < HOSTILE; i++) {
            theft(realm("hostile-mail-" + i, settings));
        }
        Await.until(() -> hostile.waiting() >= HOSTILE);
        TestRealm honest = realm("honest-mail", mails.settings());

        Theft ofHonest = theft(honest);

        assertThat(Await.within(SOON, () -> mail(honest, ofHonest, "state").equals("delivered")))
                .isTrue();
        assertThat(mails.sentTo("alice@example.org")).hasSize(1);
        assertThat(Await.within(
                        DEADLINE, () -> !mail(first, ofFirst, "attempts").equals("0")))
                .as("the hostile ones are given up, and tried again later")
                .isTrue();
        assertThat(mail(first, ofFirst, "state")).isEqualTo("pending");
    }
}
