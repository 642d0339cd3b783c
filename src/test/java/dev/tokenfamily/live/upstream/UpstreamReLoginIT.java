package dev.tokenfamily.live.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.realm.Twins;
import dev.tokenfamily.harness.realm.Twins.TwinAnswers;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.FullRunOnly;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keycloak.representations.idm.ClientRepresentation;

/** A user logs in again in the same browser: what becomes of the tokens from before is what Keycloak wants. */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamReLoginIT {

    private static final int HOUR = 3600;
    private static final Map<String, String> LOGIN = Map.of("scope", "openid");

    private final TestRealm realm;
    private final AtomicInteger clients = new AtomicInteger();

    UpstreamReLoginIT(KeycloakServer server) {
        realm = TestRealm.create(server, "upstream-re-login");
    }

    private Twins twins(Consumer<ClientRepresentation> settings) {
        return Twins.in(realm, "app-" + clients.incrementAndGet(), client -> {
            client.setPublicClient(true);
            settings.accept(client);
        });
    }

    private static String session(TwinAnswers told) {
        return told.claims("refresh_token").path("sid").asText();
    }

    @Test
    void givenASecondTabThenTheFamiliesOfBothGoOnSideBySide() {
        Twins twins = twins(client -> {});
        Function<App, Browser> browsers = twins.browsers();
        TwinAnswers login = twins.login(browsers, "alice", LOGIN);
        TwinAnswers head = twins.refreshed(login);
        TwinAnswers tab = twins.login(browsers, "alice", LOGIN);
        assertThat(session(tab)).isEqualTo(session(login));
        assertThat(tab.tokens().familyId()).isNotEqualTo(head.tokens().familyId());
        assertGoesOn(twins, head);
        twins.refreshed(twins.refreshed(tab));
    }

    @Test
    void givenThePasswordIsAskedForAgainThenTheOldFamilyGoesOn() {
        Twins twins = twins(client -> {});
        Function<App, Browser> browsers = twins.browsers();
        TwinAnswers login = twins.login(browsers, "alice", LOGIN);
        TwinAnswers head = twins.refreshed(login);
        realm.pass(HOUR);
        TwinAnswers again = twins.login(browsers, "alice", Map.of("scope", "openid", "prompt", "login"));
        assertThat(session(again)).isEqualTo(session(login));
        assertGoesOn(twins, head);
        twins.refreshed(again);
    }

    private static void assertGoesOn(Twins twins, TwinAnswers head) {
        TwinAnswers next = twins.refreshed(head);
        twins.retried(head, next);
        twins.refreshed(next);
    }

    @Test
    void givenALogoutBeforeThenOnlyTheTokensOfTheNewSessionWork() {
        Twins twins = twins(client -> {});
        Function<App, Browser> browsers = twins.browsers();
        TwinAnswers login = twins.login(browsers, "alice", LOGIN);
        TwinAnswers head = twins.refreshed(login);
        twins.with(head, (app, told) -> app.call("logout", Map.of("refresh_token", told.text("refresh_token"))));
        TwinAnswers again = twins.login(browsers, "alice", LOGIN);
        assertThat(session(again)).isNotEqualTo(session(login));
        twins.refused(login);
        twins.refused(head);
        twins.refreshed(again);
    }

    @Nested
    final class GivenANewClientSession {

        @Test
        void whenTheOldOneWasOverThenTokensFromBeforeStayDead() {
            Twins twins = twins(client -> client.getAttributes().put("client.session.max.lifespan", "" + 2 * HOUR));
            Function<App, Browser> browsers = twins.browsers();
            TwinAnswers login = twins.login(browsers, "alice", LOGIN);
            TwinAnswers head = twins.refreshed(login);
            realm.pass(2 * HOUR + 60);
            TwinAnswers again = twins.login(browsers, "alice", LOGIN);
            assertThat(session(again)).isEqualTo(session(login));
            twins.refused(login);
            twins.refused(head);
            twins.refreshed(again);
        }

        @Test
        void whenAnAdminShortenedTheOldOneThenLivingTokensAreRefused() {
            TestRealm shortened = TestRealm.create(realm.server(), "upstream-re-login-shortened");
            Twins twins = Twins.in(shortened, "app", client -> client.setPublicClient(true));
            Function<App, Browser> browsers = twins.browsers();
            TwinAnswers login = twins.login(browsers, "alice", LOGIN);
            TwinAnswers head = twins.refreshed(login);
            twins.asAdmin("PUT", "", Map.of("clientSessionMaxLifespan", 2 * HOUR));
            shortened.pass(2 * HOUR + 60);
            TwinAnswers again = twins.login(browsers, "alice", LOGIN);
            assertThat(session(again)).isEqualTo(session(login));
            assertThat(twins.refused(login).governed().text("error_description"))
                    .isEqualTo("refresh token issued before the client session started");
            twins.refused(head);
            twins.refreshed(again);
        }
    }
}
