package dev.tokenfamily.live.revocation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a thief does to keep an access token after the theft is noticed, and to reach the families of others. */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakedownIT {

    private final KeycloakServer server;
    private final TestRealm realm;
    private final App resourceServer;

    TakedownIT(KeycloakServer server) {
        this.server = server;
        realm = TestRealm.create(server, "takedown")
                .govern("strict", Map.of("grace-period-seconds", 0))
                .govern("interval", Map.of("grace-period-seconds", 0, "rotation-interval-seconds", 60));
        resourceServer = realm.resourceServer();
    }

    private void assertAllDead(App app, List<Tokens> given) {
        for (Tokens tokens : given) {
            assertThat(app.userinfo(tokens.access()).status()).isEqualTo(401);
            assertThat(resourceServer.accessActive(tokens.access())).isFalse();
        }
    }

    private void assertWidened(App app, Tokens login) {
        assertThat(realm.lastEvent(app.clientId()).revocationScope()).isEqualTo("family");
        assertThat(realm.lastEvent(app.clientId()).detail("token_family_revocation_widened"))
                .isEqualTo("client-session");
        assertThat(realm.incident("familyId=" + login.familyId())
                        .path("widenedTo")
                        .asText())
                .isEqualTo("client-session");
    }

    @Test
    void givenManyRotationsWhenATokenIsReusedThenNoAccessTokenLives() {
        App app = realm.publicClient("many", "strict");
        List<Tokens> given = new ArrayList<>(List.of(app.login("alice")));
        for (int i = 0; i < 40; i++) {
            given.add(app.refreshed(given.get(i)));
        }

        assertRefused(app.refresh(given.get(0).refresh()), REUSED);

        assertWidened(app, given.get(0));
        assertAllDead(app, given);
    }

    @Test
    void givenRefreshesInAnIntervalWhenATokenIsReusedThenNoneLives() {
        App app = realm.publicClient("interval", "interval");
        List<Tokens> given = new ArrayList<>(List.of(app.login("alice")));
        for (int i = 0; i < 3; i++) {
            given.add(app.refreshed(given.get(i)));
        }
        realm.pass(61);
        given.add(app.refreshed(given.get(3)));

        assertRefused(app.refresh(given.get(0).refresh()), REUSED);

        assertWidened(app, given.get(0));
        assertAllDead(app, given);
    }

    @Test
    void givenAFewRotationsThenTheOtherTabLivesOn() {
        App app = realm.publicClient("few", "strict");
        Tokens login = app.login("alice");
        List<Tokens> given = new ArrayList<>(List.of(login, app.refreshed(login)));
        Tokens other = app.login("alice");

        assertRefused(app.refresh(login.refresh()), REUSED);

        assertThat(realm.lastEvent("few").detail("token_family_revocation_widened"))
                .isEmpty();
        assertAllDead(app, given);
        assertThat(app.refreshed(other).generation()).isEqualTo(1);
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    final class GivenTheKeysOfAnotherRealm {

        private final TestRealm strangers =
                TestRealm.create(server, "takedown-strangers").govern("strict", Map.of("grace-period-seconds", 0));
        private final App app = realm.publicClient("victim", "strict");
        private final App strangersApp = strangers.publicClient("victim", "strict");

        private String forged(Tokens strangersToken, String familyId, int generation) {
            long now = strangers.inside().now();
            return strangers
                    .inside()
                    .forge(
                            strangersToken.refresh(),
                            "{\"id\":\"%s\",\"gen\":%d,\"start\":%d,\"since\":%d}"
                                    .formatted(familyId, generation, now, now));
        }

        @Test
        void whenATokenNamesOurFamilyThenItReachesNothing() {
            Tokens head = app.refreshed(app.login("alice"));
            Tokens theirs = strangersApp.login("alice");

            strangersApp.refresh(forged(theirs, head.familyId(), 0));
            strangersApp.revoke(forged(theirs, head.familyId(), 0));

            assertThat(realm.inside().revocation(head.familyId())).isEmpty();
            assertThat(app.refreshed(head).generation()).isEqualTo(2);
        }

        @Test
        void whenARowOverThereHasTheIdThenOurFirstTokenIsKnown() {
            Tokens first = app.login("bob");
            Tokens theirs = strangersApp.login("bob");

            strangersApp.refresh(forged(theirs, first.familyId(), 0));

            assertThat(app.refreshed(first).generation()).isEqualTo(1);
        }
    }
}
