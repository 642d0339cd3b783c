package dev.tokenfamily.live.client;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Http.Response;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.network.LosingProxy;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.SavedEvent;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.harness.spring.SpringApp;
import dev.tokenfamily.harness.spring.SpringStore;
import dev.tokenfamily.suite.FullRunOnly;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A web application with Spring Security's {@code oauth2Login} under our policy. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringClientIT {

    private static final String CLIENT = "web";

    private final TestRealm realm;
    private final LosingProxy network;
    private final App registered;
    private final SpringApp app;
    private Browser browser = new Browser();

    SpringClientIT(KeycloakServer server) throws LifecycleException {
        realm = TestRealm.create(server, "spring")
                .govern("default", Map.of("grace-period-seconds", 60, "revocation-scope", "user-session"));
        network = LosingProxy.before(server);
        registered = realm.client(CLIENT, "default", client -> {
                    client.setSecret("secret");
                    client.getAttributes().put("pkce.code.challenge.method", "S256");
                })
                .at(network.through(realm.url()));
        app = new SpringApp(registered, SpringStore.create());
    }

    @AfterAll
    void close() throws LifecycleException {
        app.close();
        network.close();
    }

    /** Alice logs in, and leaves the page open until her access token has expired. */
    @BeforeEach
    void logIn() {
        network.heal();
        browser = new Browser();
        app.ahead(Duration.ZERO);
        assertWelcome(browser.visit(app.url(), "alice", sites()));
        assertThat(tokens().generation()).isZero();
        app.ahead(Duration.ofHours(1));
    }

    @Test
    void givenALoginWhenRefreshedAgainAndAgainThenItIsOneFamily() {
        String family = tokens().familyId();
        for (int generation = 1; generation <= 5; generation++) {
            assertWelcome(reload());
            assertThat(tokens().generation()).isEqualTo(generation);
            assertThat(tokens().familyId()).isEqualTo(family);
        }
        assertGranted(realm.lastEvent(CLIENT), "rotate", family, 4);
    }

    @Test
    void givenALostAnswerThenThePageFailsAndTheNextGetsTheSuccessor() {
        Tokens first = tokens();
        network.loseAnswers(1);
        assertThat(reload().status()).isEqualTo(500);
        assertThat(network.stillToLose()).isZero();
        assertGranted(realm.lastEvent(CLIENT), "rotate", first.familyId(), 0);
        assertThat(tokens()).isEqualTo(first);

        realm.pass(20);
        assertWelcome(reload());
        assertGranted(realm.lastEvent(CLIENT), "grace_retry", first.familyId(), 0);
        assertThat(tokens().generation()).isEqualTo(1);
        assertWelcome(reload());
        assertThat(tokens().generation()).isEqualTo(2);
    }

    @Test
    void givenTabsThatRefreshAtOnceThenAllAreServedByOneFamily() {
        String family = tokens().familyId();
        network.gather(4);
        List<Response> pages = Callers.atOnce(4, tab -> reload());
        network.heal();
        assertThat(pages).hasSize(4).allSatisfy(SpringClientIT::assertWelcome);
        assertThat(realm.events(CLIENT))
                .filteredOn(event -> event.familyId().equals(family))
                .extracting(SavedEvent::verdict)
                .containsExactlyInAnyOrder("rotate", "grace_retry", "grace_retry", "grace_retry");
        assertThat(tokens().generation()).isEqualTo(1);
        assertWelcome(reload());
        assertThat(tokens().generation()).isEqualTo(2);
        assertThat(tokens().familyId()).isEqualTo(family);
    }

    @Test
    void givenAReuseThenTheNextPageIsTheLoginWhichStartsAFamily() {
        Tokens stolen = tokens();
        assertWelcome(reload());
        realm.pass(61);
        assertRefused(registered.refresh(stolen.refresh()), REUSED);
        assertThat(realm.inside().revocation(stolen.familyId())).isEqualTo("REUSE");

        assertThat(Browser.asksToLogIn(reload())).isTrue();
        app.ahead(Duration.ZERO);
        assertWelcome(browser.visit(app.url(), "alice", sites()));
        assertThat(tokens().generation()).isZero();
        assertThat(tokens().familyId()).isNotEqualTo(stolen.familyId());
        app.ahead(Duration.ofHours(1));
        assertWelcome(reload());
        assertThat(tokens().generation()).isEqualTo(1);
    }

    @Test
    void givenATokenGivenBackInALiveSessionThenThePageComesUnasked() {
        browser.open(realm.publicClient("other", "default").at(registered.realm()), "alice");
        Tokens revoked = tokens();
        assertThat(registered.revoke(revoked.refresh()).status()).isEqualTo(200);
        assertWelcome(reload());
        assertThat(tokens().familyId()).isNotEqualTo(revoked.familyId());
    }

    /** Without filling in anything. */
    private Response reload() {
        return browser.look(app.url(), sites());
    }

    private static void assertWelcome(Response page) {
        assertThat(page.text()).isEqualTo("alice with a token of Bearer");
        assertThat(page.status()).isEqualTo(200);
    }

    private Tokens tokens() {
        return app.tokens(realm.userId("alice"));
    }

    private String[] sites() {
        return new String[] {app.url().toString(), registered.realm() + "/"};
    }
}
