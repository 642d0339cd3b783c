package dev.tokenfamily.live.library;

import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user and a developer see of mod_auth_openidc, whose settings docs/reference/clients.md recommends. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModAuthOpenidcIT {

    private static final String CLIENT = "gateway";
    private static final int EXPIRED = 7;

    private final TestRealm realm;
    private final LosingProxy network;
    private final App app;

    ModAuthOpenidcIT(KeycloakServer server) {
        Library library = new ApacheLibrary("rfc9700-public");
        library.version(); // skips where Apache is missing
        realm = TestRealm.create(server, "mod-auth-openidc").govern("default", Map.of("grace-period-seconds", 60));
        network = LosingProxy.before(server);
        app = realm.client(CLIENT, "default", client -> {
                    client.getAttributes().put("access.token.lifespan", "5");
                    library.register(client);
                })
                .at(network.through(realm.url()));
    }

    @AfterAll
    void closeNetwork() {
        network.close();
    }

    @BeforeEach
    void heal() {
        network.heal();
    }

    @Test
    void givenALostAnswerThenThePageHasTheOldTokenAndTheNextGetsTheSuccessor() {
        try (ApacheInstallation gateway = new ApacheInstallation(app, "1").loggedIn("alice")) {
            ApacheWorker server = gateway.start();
            realm.pass(EXPIRED);
            network.loseAnswers(1);
            assertThat(server.look().status()).isEqualTo(401);
            assertThat(network.stillToLose()).isZero();
            String family = realm.lastEvent(CLIENT).familyId();
            assertGranted(realm.lastEvent(CLIENT), "rotate", family, 0);

            assertThat(server.look().status()).isEqualTo(200);
            assertGranted(realm.lastEvent(CLIENT), "grace_retry", family, 0);
            assertThat(realm.inside().revocation(family)).isEmpty();
        }
    }

    @Test
    void givenLogoutOnErrorWhenAnAnswerIsLostThenTheUserIsLoggedOutAndTheFamilyEnds() {
        try (ApacheInstallation gateway = new ApacheInstallation(app, "1 logout_on_error").loggedIn("bob")) {
            ApacheWorker server = gateway.start();
            realm.pass(EXPIRED);
            network.loseAnswers(1);
            assertThat(server.look().text()).contains("Logged Out");
            String family = realm.events("REFRESH_TOKEN", "bob").get(0).familyId();
            assertThat(realm.inside().revocation(family)).isEqualTo("TOKEN_REVOCATION");

            assertThat(server.look().location())
                    .hasValueSatisfying(login -> assertThat(login.getPath()).endsWith("/openid-connect/auth"));
        }
    }

    @Test
    void givenARefusalThenEachPageAsksInVainAndTheSessionStays() {
        try (ApacheInstallation gateway = new ApacheInstallation(app, "1").loggedIn("alice")) {
            ApacheWorker server = gateway.start();
            AdminApi.expectSuccess(
                    realm.admin().post("/" + realm.name() + "/users/" + realm.userId("alice") + "/logout", Map.of()));
            realm.pass(EXPIRED);
            int before = network.traffic().refused();
            for (int page = 1; page <= 3; page++) {
                assertThat(server.look().status()).isEqualTo(401);
                assertThat(network.traffic().refused()).isEqualTo(before + page);
            }
        }
    }
}
