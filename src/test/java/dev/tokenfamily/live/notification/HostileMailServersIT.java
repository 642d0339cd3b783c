package dev.tokenfamily.live.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Theft;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.TricklingServer;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /** What a thief needs: all that takes a while. */
    private record Target(TestRealm realm, App app, Tokens login) {

        static Target in(TestRealm realm) {
            App app = realm.publicClient("shop", "telling");
            return new Target(realm, app, app.login("alice"));
        }

        Theft theft() {
            return Theft.of(app, login);
        }
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
        List<Target> targets = IntStream.range(0, HOSTILE)
                .mapToObj(i -> Target.in(realm("hostile-mail-" + i, settings)))
                .toList();
        Target honest = Target.in(realm("honest-mail", mails.settings()));
        Callers.atOnce(HOSTILE - 1, i -> targets.get(i).theft());
        Await.until(() -> hostile.waiting() >= HOSTILE - 1);
        TestRealm last = targets.get(HOSTILE - 1).realm();
        Theft ofLast = targets.get(HOSTILE - 1).theft();
        Await.until(() -> hostile.waiting() >= HOSTILE);

        Theft ofHonest = honest.theft();

        Await.until(() -> mail(honest.realm(), ofHonest, "state").equals("delivered"));
        assertThat(mail(last, ofLast, "attempts"))
                .as("the hostile one before it has not been given up yet")
                .isEqualTo("0");
        assertThat(mails.sentTo("alice@example.org")).hasSize(1);
        Await.until(() -> !mail(last, ofLast, "attempts").equals("0"));
        assertThat(mail(last, ofLast, "state"))
                .as("they are given up, and tried again later")
                .isEqualTo("pending");
    }
}
