package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.realm.RefreshAssertions.NOT_ALLOWED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Keycloak's own switch, Revoke Refresh Token, or a policy has killed stays dead, and the newest token lives, however
 * an admin turns both. {@code DeadStaysDeadTest} plays all orders of it.
 */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadTokensIT {

    private static final Map<String, ?> ENFORCE = Map.of();
    private static final Map<String, ?> OBSERVE = Map.of("enforcement", "observe");
    private static final String ONLINE = "openid";
    private static final String OFFLINE = "openid offline_access";

    private final KeycloakServer server;
    private final AtomicInteger realms = new AtomicInteger();

    DeadTokensIT(KeycloakServer server) {
        this.server = server;
    }

    private TestRealm realm() {
        return TestRealm.create(server, "dead-" + realms.incrementAndGet());
    }

    private static void setSwitch(TestRealm realm, boolean on, int maxReuse) {
        AdminApi.expectSuccess(realm.admin()
                .put("/" + realm.name(), Map.of("revokeRefreshToken", on, "refreshTokenMaxReuse", maxReuse)));
    }

    private static Tokens refreshed(TestRealm realm, App app, Tokens tokens) {
        realm.pass(2); // Keycloak's switch compares seconds
        return app.refreshed(tokens);
    }

    /** So many logins, each with the tokens that it got so far, oldest first. */
    private static List<List<Tokens>> logins(App app, String scope, int number) {
        return Stream.generate(() -> (List<Tokens>) new ArrayList<>(List.of(app.login("alice", scope))))
                .limit(number)
                .toList();
    }

    private static void refreshAll(TestRealm realm, App app, List<List<Tokens>> logins) {
        realm.pass(2); // Keycloak's switch compares seconds
        for (List<Tokens> tokens : logins) {
            tokens.add(app.refreshed(tokens.get(tokens.size() - 1)));
        }
    }

    @Nested
    final class GivenTokensThatTheSwitchSuperseded {

        @ParameterizedTest
        @CsvSource({"0, openid", "1, openid", "0, openid offline_access", "1, openid offline_access"})
        void whenAPolicyIsEnforcedThenTheyStayDead(int maxReuse, String scope) {
            TestRealm realm = realm();
            setSwitch(realm, true, maxReuse);
            App app = realm.confidentialClient("app", "policy");
            List<List<Tokens>> logins = logins(app, scope, 2);
            refreshAll(realm, app, logins);
            refreshAll(realm, app, logins);
            realm.govern("policy", ENFORCE);
            refreshAll(realm, app, logins);
            refreshAll(realm, app, logins);
            for (int presented = 0; presented < 2; presented++) {
                assertThat(logins.get(presented).get(4).generation()).isEqualTo(2);
                String dead = logins.get(presented).get(presented).refresh();
                assertThat(app.refreshActive(dead)).isFalse();
                assertThat(app.refresh(dead).status()).isEqualTo(400);
                assertThat(app.refresh(dead).status()).isEqualTo(400);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {ONLINE, OFFLINE})
        void whenItIsObservedFirstThenTheyStayDead(String scope) {
            TestRealm realm = realm();
            setSwitch(realm, true, 0);
            App app = realm.confidentialClient("app", "policy");
            List<List<Tokens>> logins = logins(app, scope, 4);
            refreshAll(realm, app, logins);
            refreshAll(realm, app, logins);
            realm.govern("policy", OBSERVE);
            refreshAll(realm, app, logins);
            refreshAll(realm, app, logins);
            realm.govern("policy", ENFORCE);
            refreshAll(realm, app, logins);
            for (int presented = 0; presented < 4; presented++) {
                String dead = logins.get(presented).get(presented).refresh();
                assertThat(app.refresh(dead).status()).as("token " + presented).isEqualTo(400);
            }
        }

        /** Tabs from before the switch are one line to it, but not to us. */
        @Test
        void whenTheSwitchIsNewerThanTheLoginsThenEachIsAdopted() {
            TestRealm realm = realm();
            App app = realm.publicClient("app", "policy");
            Browser browser = new Browser();
            Tokens one = browser.open(app, "alice");
            Tokens other = browser.open(app, "alice");
            assertThat(other.refreshClaims().path("sid"))
                    .isEqualTo(one.refreshClaims().path("sid"));
            setSwitch(realm, true, 0);
            realm.govern("policy", ENFORCE);
            assertThat(refreshed(realm, app, one).generation()).isEqualTo(1);
            assertThat(refreshed(realm, app, other).generation()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenAPolicyThatWasOffForAWhile {

        @ParameterizedTest
        @ValueSource(strings = {ONLINE, OFFLINE})
        void whenTheSwitchRotatedThenItsNewestTokenIsTheHead(String scope) {
            TestRealm realm = realm().govern("policy", ENFORCE);
            setSwitch(realm, true, 0);
            App app = realm.confidentialClient("app", "policy");
            Tokens before = app.refreshed(app.login("alice", scope));
            realm.ungovern("policy");
            Tokens newest = refreshed(realm, app, before);
            realm.govern("policy", ENFORCE);

            assertThat(app.refreshActive(before.refresh())).isFalse();
            assertThat(app.refreshActive(newest.refresh())).isTrue();
            assertRefused(app.refresh(before.refresh()), NOT_ALLOWED);
            assertThat(realm.lastEvent("app").verdict()).isEqualTo("grace_refused");
            assertThat(realm.inside().revocation(before.familyId())).isEmpty();

            realm.ungovern("policy");
            setSwitch(realm, true, 5);
            assertRefused(app.refresh(before.refresh()), NOT_ALLOWED);
            setSwitch(realm, false, 0);
            assertRefused(app.refresh(before.refresh()), NOT_ALLOWED);

            realm.govern("policy", ENFORCE);
            Tokens next = refreshed(realm, app, newest);
            assertRefused(app.refresh(before.refresh()), REUSED);
            assertRefused(app.refresh(next.refresh()), REVOKED);
        }

        @ParameterizedTest
        @ValueSource(strings = {ONLINE, OFFLINE})
        void whenAnAdoptedTokenWasReusedBeforeThenItStaysDead(String scope) {
            TestRealm realm = realm();
            App app = realm.confidentialClient("app", "policy");
            Tokens first = app.login("alice", scope);
            realm.govern("policy", ENFORCE);
            Tokens head = app.refreshed(first);
            realm.pass(12);
            assertRefused(app.refresh(first.refresh()), REUSED);

            realm.ungovern("policy");
            assertSessionEnded(app.refresh(first.refresh()));
            assertSessionEnded(app.refresh(head.refresh()));
            assertThat(realm.inside().revocation(head.familyId())).isEqualTo("REUSE");
            assertThat(app.refreshActive(first.refresh())).isFalse();
        }

        @Test
        void whenNothingWasAdoptedThenKeycloakIsLeftAlone() {
            TestRealm realm = realm();
            App app = realm.confidentialClient("app", "policy");
            Tokens first = app.login("alice");
            app.refreshed(app.refreshed(first));
            assertThat(realm.lastEvent("app").isJudged()).isFalse();
            assertThat(app.refreshed(first).generation()).isEqualTo(-1);
        }
    }

    @Test
    void givenAClockThatIsSetBackThenADeadPredecessorStaysDead() {
        TestRealm realm = realm().govern("policy", Map.of("grace-period-seconds", 60));
        App app = realm.confidentialClient("app", "policy");
        Tokens first = app.login("alice");
        Tokens head = app.refreshed(first);
        realm.pass(-3_600);
        try {
            assertRefused(app.refresh(first.refresh()), REUSED);
            assertRefused(app.refresh(head.refresh()), REVOKED);
        } finally {
            realm.pass(3_600);
        }
    }
}
