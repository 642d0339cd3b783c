package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.server.TricklingServer;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty realms with a client whose answer to a back-channel logout never ends, and one with an ordinary one. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@FullRunOnly
class HostileClientsIT {

    private static final int HOSTILE = 50;

    /** Of each realm: all together are more than Keycloak's connections for all that it sends, which are 128. */
    private static final int REUSES = 3;

    private final KeycloakServer server;
    private final TricklingServer hostile;
    private final LogoutReceiver receiver;

    HostileClientsIT(KeycloakServer server) {
        this.server = server;
        this.hostile = TricklingServer.http(server.testHost());
        this.receiver = LogoutReceiver.at(server.testHost());
    }

    @AfterAll
    void stop() {
        hostile.close();
        receiver.close();
    }

    private TestRealm realm(String name) {
        return TestRealm.create(server, name)
                .govern("user", Map.of("grace-period-seconds", 0, "revocation-scope", "user"));
    }

    private static App client(TestRealm realm, String logoutUrl) {
        return realm.client("app", "user", client -> {
            client.setPublicClient(true);
            client.getAttributes().put("backchannel.logout.url", logoutUrl);
            client.getAttributes().put("backchannel.logout.session.required", "true");
        });
    }

    private static Tokens reuse(App app) {
        Tokens login = app.login("alice");
        app.refreshed(login);
        assertRefused(app.refresh(login.refresh()), REUSED);
        return login;
    }

    @Test
    void givenFiftyHostileRealmsThenAnotherIsToldAndCleanedUp() {
        String url = "http://" + hostile.host() + ":" + hostile.port() + "/logout";
        for (int i = 0; i < HOSTILE; i++) {
            App app = client(realm("hostile-client-" + i), url);
            for (int reuse = 0; reuse < REUSES; reuse++) {
                reuse(app);
            }
        }
        TestRealm honest = realm("honest-client");
        App app = client(honest, receiver.url());
        Tokens bobs = app.refreshed(app.login("bob"));

        Tokens alices = reuse(app);
        AdminApi.expectSuccess(honest.admin().delete("/honest-client/users/" + honest.userId("bob")));

        assertThat(receiver.received())
                .isEqualTo(alices.refreshClaims().path("sid").asText());
        Await.until(() -> honest.inside().row(bobs.familyId()).isMissingNode());
    }

    @Test
    void givenAClientThatNeverEndsThenItIsHungUpOn() {
        try (TricklingServer other = TricklingServer.http(server.testHost())) {
            reuse(client(realm("hung-up"), "http://" + other.host() + ":" + other.port() + "/logout"));
            Await.until(() -> other.waiting() == 1);
            Await.until(() -> other.waiting() == 0);
        }
    }
}
