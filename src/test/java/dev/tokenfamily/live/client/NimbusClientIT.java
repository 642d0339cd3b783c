package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Nimbus OAuth 2.0 SDK under our policy. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NimbusClientIT {

    private final TestRealm realm;
    private final LosingProxy network;
    private Browser browser = new Browser();

    NimbusClientIT(KeycloakServer server) {
        realm = TestRealm.create(server, "nimbus")
                .govern("default", Map.of("grace-period-seconds", 60))
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("whole-session", Map.of("revocation-scope", "user-session"));
        network = LosingProxy.before(server);
    }

    @AfterAll
    void close() {
        network.close();
    }

    @BeforeEach
    void anew() {
        network.heal();
        browser = new Browser();
    }

    @Test
    void givenALoginWhenRefreshedAgainAndAgainThenItIsOneFamily() throws Exception {
        NimbusApp app = nimbus(register("five", "default"));
        RefreshToken token = login(app);
        String family = family(token);
        for (int generation = 1; generation <= 5; generation++) {
            token = app.refreshed(token);
            assertThat(generation(token)).isEqualTo(generation);
            assertThat(family(token)).isEqualTo(family);
        }
        assertGranted(realm.lastEvent("five"), "rotate", family, 4);
    }

    @Nested
    final class GivenALostAnswer {

        @Test
        void whenTheJdkAsksAgainThenTheApplicationNoticesNothing() throws Exception {
            NimbusApp app = nimbus(register("lost", "default"));
            RefreshToken first = login(app);
            network.loseAnswers(1);
            RefreshToken second = app.refreshed(first);
            assertThat(network.stillToLose()).isZero();
            assertThat(generation(second)).isEqualTo(1);
            assertGranted(realm.events("lost").get(0), "grace_retry", family(first), 0);
            assertGranted(realm.events("lost").get(1), "rotate", family(first), 0);
            assertThat(generation(app.refreshed(second))).isEqualTo(2);
        }

        @Test
        void whenTheNextIsLostTooThenALaterRefreshGetsTheSuccessor() throws Exception {
            NimbusApp app = nimbus(register("lost-again", "default"));
            RefreshToken first = login(app);
            network.loseAnswers(2);
            assertThatThrownBy(() -> app.refresh(first)).isInstanceOf(SocketException.class);
            realm.pass(20);
            RefreshToken second = app.refreshed(first);
            assertThat(generation(second)).isEqualTo(1);
            assertGranted(realm.lastEvent("lost-again"), "grace_retry", family(first), 0);
            assertThat(generation(app.refreshed(second))).isEqualTo(2);
        }

        @Test
        void whenThereIsNoGracePeriodThenTheRetryOfTheJdkIsAReuse() throws Exception {
            NimbusApp app = nimbus(register("lost-strict", "strict"));
            RefreshToken first = login(app);
            network.loseAnswers(1);
            assertThat(app.refresh(first).indicatesSuccess()).isFalse();
            assertRefusal(realm.lastEvent("lost-strict"), "reuse", family(first), 0);
            assertThat(realm.inside().revocation(family(first))).isEqualTo("REUSE");
        }
    }

    @Test
    void givenThreadsThatRefreshAtOnceThenAllGetTheSameSuccessor() throws Exception {
        NimbusApp app = nimbus(register("threads", "default"));
        RefreshToken first = login(app);
        network.gather(5);
        List<RefreshToken> successors = Callers.atOnce(5, thread -> app.refreshed(first));
        network.heal();
        assertThat(successors).hasSize(5).containsOnly(successors.get(0));
        assertThat(realm.events("threads"))
                .extracting(SavedEvent::verdict)
                .containsExactlyInAnyOrder("rotate", "grace_retry", "grace_retry", "grace_retry", "grace_retry");
        assertThat(generation(app.refreshed(successors.get(0)))).isEqualTo(2);
    }

    @Test
    void givenAReuseThenItIsAnInvalidGrantAndTheUserLogsInAgain() throws Exception {
        App registered = register("stolen", "whole-session");
        NimbusApp app = nimbus(registered);
        RefreshToken stolen = login(app);
        RefreshToken head = app.refreshed(stolen);
        realm.pass(11);
        assertRefused(registered.refresh(stolen.getValue()), REUSED);
        assertThat(realm.inside().revocation(family(stolen))).isEqualTo("REUSE");

        ErrorObject error = app.refresh(head).toErrorResponse().getErrorObject();
        assertThat(error).isEqualTo(OAuth2Error.INVALID_GRANT);
        assertThat(error.getDescription()).isEqualTo("Session not active");

        RefreshToken again = app.login(request -> {
            assertThat(Browser.asksToLogIn(browser.look(request, site()))).isTrue();
            return alice(request);
        });
        assertThat(family(again)).isNotEqualTo(family(stolen));
        assertThat(generation(app.refreshed(again))).isEqualTo(1);
    }

    @Test
    void givenATokenGivenBackInALiveSessionThenALoginAsksNothing() throws Exception {
        browser.open(register("other", "default"), "alice");
        App registered = register("given-back", "default");
        NimbusApp app = nimbus(registered);
        RefreshToken head = app.refreshed(login(app));
        assertThat(registered.revoke(head.getValue()).status()).isEqualTo(200);

        ErrorObject error = app.refresh(head).toErrorResponse().getErrorObject();
        assertThat(error).isEqualTo(OAuth2Error.INVALID_GRANT);
        RefreshToken again =
                app.login(request -> browser.look(request, site()).location().orElseThrow());
        assertThat(family(again)).isNotEqualTo(family(head));
        assertThat(generation(again)).isZero();
    }

    private App register(String clientId, String profile) {
        return realm.client(clientId, profile, client -> {
                    client.setPublicClient(true);
                    client.getAttributes().put("pkce.code.challenge.method", "S256");
                })
                .at(network.through(realm.url()));
    }

    private NimbusApp nimbus(App registered) throws Exception {
        return new NimbusApp(registered, realm.inside().clockOffset());
    }

    private RefreshToken login(NimbusApp app) throws Exception {
        return app.login(this::alice);
    }

    /** Takes alice through Keycloak's pages and back to the application. */
    private URI alice(URI request) {
        return browser.visit(request, "alice", site()).location().orElseThrow();
    }

    private String site() {
        return network.through(realm.url()) + "/";
    }

    private static int generation(RefreshToken token) {
        return new Tokens("", token.getValue()).generation();
    }

    private static String family(RefreshToken token) {
        return new Tokens("", token.getValue()).familyId();
    }
}
