package dev.tokenfamily.live.upstream;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
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
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A refresh may ask for less than was granted (RFC 6749 §6), and never changes what was. What the client has by default,
 * profile and email here, Keycloak always gives.
 */
@FullRunOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamScopesIT {

    private static final Map<String, String> LESS = Map.of("scope", "openid profile");
    private static final Map<String, String> UNKNOWN = Map.of("scope", "openid no-such-scope");
    private static final Map<String, String> NOT_GRANTED = Map.of("scope", "openid address");

    private final TestRealm realm;
    private final AtomicInteger clients = new AtomicInteger();

    UpstreamScopesIT(KeycloakServer server) {
        realm = TestRealm.create(server, "upstream-scopes");
    }

    private Twins twins() {
        return Twins.in(realm, "app-" + clients.incrementAndGet(), client -> client.setPublicClient(true));
    }

    @Test
    void givenLessIsAskedForThenOnlyThatAccessTokenHasLess() {
        Twins twins = twins();
        TwinAnswers login = twins.login("alice", "openid phone").withScope("openid", "profile", "email", "phone");
        TwinAnswers less = twins.refresh(login, LESS).withScope("openid", "profile", "email");
        assertSameGrant(less, login);
        TwinAnswers retry = twins.refresh(login, LESS).withScope("openid", "profile", "email");
        assertThat(retry.tokens().refresh()).isEqualTo(less.tokens().refresh());
        TwinAnswers all = twins.refresh(login).withScope("openid", "profile", "email", "phone");
        assertThat(all.tokens().refresh()).isEqualTo(less.tokens().refresh());
        twins.refreshed(less).withScope("openid", "profile", "email", "phone");
    }

    @Test
    void givenOfflineAccessIsNotAskedForThenTheNextIsOfflineStill() {
        Twins twins = twins();
        TwinAnswers login = twins.login("alice", "openid offline_access");
        TwinAnswers less = twins.refresh(login, LESS).withScope("openid", "profile", "email");
        assertSameGrant(less, login);
        assertThat(less.claims("refresh_token").path("typ").asText()).isEqualTo("Offline");
        assertThat(twins.refresh(login, LESS).tokens().refresh())
                .isEqualTo(less.tokens().refresh());
        twins.refreshed(less).withScope("openid", "profile", "email", "offline_access");
    }

    @Test
    void givenMoreIsAskedForThanWasGrantedThenItIsNotGiven() {
        Twins twins = twins();
        TwinAnswers login = twins.login("alice", "openid");
        TwinAnswers next = twins.refresh(login, NOT_GRANTED).withScope("openid", "profile", "email");
        assertSameGrant(next, login);
        twins.refreshed(next).withScope("openid", "profile", "email");
    }

    @Test
    void givenAnUnknownScopeThenNothingIsSupersededOrRevoked() {
        realm.govern("strict", Map.of("grace-period-seconds", 0));
        App app = realm.publicClient("strict", "strict");
        Twins twins = twins();
        TwinAnswers login = twins.login("alice", "openid");
        assertThat(twins.refresh(login, UNKNOWN).governed().text("error")).isEqualTo("invalid_scope");
        TwinAnswers head = twins.refreshed(login);
        assertThat(twins.refresh(login, UNKNOWN).governed().text("error")).isEqualTo("invalid_scope");
        assertThat(twins.refresh(head, UNKNOWN).governed().text("error")).isEqualTo("invalid_scope");
        twins.refreshed(head);

        Tokens stolen = app.login("alice");
        Tokens second = app.refreshed(stolen);
        JsonNode row = realm.inside().state(stolen.familyId());
        assertThat(app.refreshWith(stolen.refresh(), UNKNOWN).text("error")).isEqualTo("invalid_scope");
        assertThat(realm.inside().state(stolen.familyId())).isEqualTo(row);
        assertThat(app.refreshed(second).generation()).isEqualTo(2);
        assertRefused(app.refreshWith(stolen.refresh(), LESS), REUSED);
    }

    @Test
    void givenALaterLoginOfLessThenTheOlderTokensKeepTheirScope() {
        Twins twins = twins();
        Function<App, Browser> browsers = twins.browsers();
        TwinAnswers login = twins.login(browsers, "alice", Map.of("scope", "openid profile phone"));
        TwinAnswers later = twins.login(browsers, "alice", Map.of("scope", "profile"));
        assertThat(later.claims("refresh_token").path("sid"))
                .isEqualTo(login.claims("refresh_token").path("sid"));
        TwinAnswers next = twins.refreshed(login).withScope("openid", "profile", "email", "phone");
        assertSameGrant(next, login);
        twins.refreshed(later).withScope("profile", "email");
        assertSameGrant(twins.retried(login, next), login);
    }

    private static void assertSameGrant(TwinAnswers told, TwinAnswers login) {
        assertThat(told.claims("refresh_token").path("scope").asText().split(" "))
                .containsExactlyInAnyOrder(
                        login.claims("refresh_token").path("scope").asText().split(" "));
    }
}
