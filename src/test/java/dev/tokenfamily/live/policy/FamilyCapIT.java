package dev.tokenfamily.live.policy;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertGranted;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefusal;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertSessionEnded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.SavedEvent;
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

/** A user has no more families at a client than its policy allows (ADR 31). */
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyCapIT {

    private static final String CAPPED = "token_family_capped";

    private final TestRealm realm;
    private final App resourceServer;

    FamilyCapIT(KeycloakServer server) {
        realm = TestRealm.create(server, "family-cap")
                .govern("two", Map.of("max-families-per-user", 2, "grace-period-seconds", 0))
                .govern("observed", Map.of("max-families-per-user", 1, "enforcement", "observe"));
        resourceServer = realm.resourceServer();
    }

    /** A login that is refreshed once, and some seconds later than the one before. */
    private Tokens opened(App app, String user) {
        return opened(app, user, "openid");
    }

    private Tokens opened(App app, String user, String scope) {
        Tokens login = app.login(user, scope);
        realm.pass(5);
        return app.refreshed(login);
    }

    private JsonNode family(Tokens tokens) {
        return realm.admin().read("/" + realm.name() + "/token-families/" + tokens.familyId());
    }

    private JsonNode history(Tokens tokens) {
        return realm.admin().read("/" + realm.name() + "/token-families/history?familyId=" + tokens.familyId());
    }

    private void assertEnded(App app, Tokens tokens) {
        assertRefused(app.refresh(tokens.refresh()), REVOKED);
        SavedEvent event = realm.lastEvent(app.clientId());
        assertRefusal(event, "revoked", tokens.familyId(), tokens.generation());
        assertThat(event.detail("token_family_revocation_reason")).isEqualTo("CAP");
        assertThat(family(tokens).path("revocationReason").asText()).isEqualTo("CAP");
    }

    @Nested
    final class GivenTwoAreAllowed {

        @Test
        void whenAThirdIsRefreshedThenTheOneThatIsUnusedForTheLongestTimeEnds() {
            App app = realm.publicClient("third", "two");
            Tokens first = opened(app, "alice");
            Tokens second = opened(app, "alice");
            assertThat(realm.lastEvent("third").detail(CAPPED)).isEmpty();
            realm.pass(5);
            Tokens used = app.refreshed(first);
            assertThat(resourceServer.accessActive(second.access())).isTrue();

            Tokens third = opened(app, "alice");

            SavedEvent event = realm.lastEvent("third");
            assertGranted(event, "rotate", third.familyId(), 0);
            assertThat(event.detail(CAPPED)).isEqualTo("1");
            assertThat(event.enforcement()).isEqualTo("enforce");
            assertThat(resourceServer.accessActive(second.access())).isFalse();
            assertThat(resourceServer.accessActive(third.access())).isTrue();
            assertEnded(app, second);
            Tokens head = app.refreshed(used);
            assertThat(head.generation()).isEqualTo(3);
            assertThat(app.refreshed(third).generation()).isEqualTo(2);
        }

        @Test
        void whenALoginIsNeverRefreshedThenItNeitherCountsNorEnds() {
            App app = realm.publicClient("unused", "two");
            Tokens first = opened(app, "alice");
            List<Tokens> unused = List.of(app.login("alice"), app.login("alice"), app.login("alice"));
            Tokens second = opened(app, "alice");
            realm.pass(5);
            assertThat(app.refreshed(first).generation()).isEqualTo(2);
            realm.pass(5);

            Tokens third = app.refreshed(unused.get(0));

            assertThat(realm.lastEvent("unused").detail(CAPPED)).isEqualTo("1");
            assertEnded(app, second);
            assertThat(third.generation()).isEqualTo(1);
        }

        @Test
        void whenOthersHaveFamiliesThenEachUserAndEachClientHasAnAllowanceOfItsOwn() {
            App app = realm.publicClient("apart", "two");
            App another = realm.publicClient("apart-too", "two");
            List<Tokens> all = new ArrayList<>();
            for (String user : List.of("alice", "bob")) {
                all.add(opened(app, user));
                all.add(opened(app, user));
            }
            assertThat(another.refreshed(opened(another, "alice")).generation()).isEqualTo(2);
            assertThat(all)
                    .allSatisfy(tokens ->
                            assertThat(app.refreshed(tokens).generation()).isEqualTo(2));
        }

        @Test
        void whenFamiliesAreOfflineThenTheyCountAndEndToo() {
            App app = realm.publicClient("offline", "two");
            Tokens offline = opened(app, "alice", "openid offline_access");
            opened(app, "alice");
            Tokens third = opened(app, "alice", "openid offline_access");
            assertEnded(app, offline);
            assertThat(app.refreshed(third).generation()).isEqualTo(2);
        }

        @Test
        void whenASupersededTokenOfOneThatEndedComesThenItIsRefusedAndIsAnIncident() {
            App app = realm.publicClient("superseded", "two");
            Tokens login = app.login("alice");
            app.refreshed(login);
            realm.pass(5);
            opened(app, "alice");
            opened(app, "alice");
            assertEnded(app, login);
            JsonNode incidents =
                    realm.admin().read("/" + realm.name() + "/token-families/incidents?clientId=superseded");
            assertThat(incidents).hasSize(1);
            assertThat(incidents.path(0).path("kind").asText()).isEqualTo("recent-predecessor");
            assertThat(realm.lastEvent("superseded").detail("token_family_copy"))
                    .isEqualTo("recent-predecessor");
        }

        /** The realm has no My sign-ins; that there is a cap is enough to look at what Keycloak refuses by itself. */
        @Test
        void whenTheSessionOfOneThatEndedIsOverThenASupersededTokenIsAnIncidentStill() {
            App app = realm.publicClient("over", "two");
            Tokens login = app.login("alice");
            Tokens head = app.refreshed(login);
            realm.pass(5);
            opened(app, "alice");
            opened(app, "alice");
            assertThat(realm.inside().revocation(login.familyId())).isEqualTo("CAP");
            String session = login.refreshClaims().path("sid").asText();
            expectSuccess(realm.admin().delete("/" + realm.name() + "/sessions/" + session));

            assertSessionEnded(app.refresh(head.refresh()));
            assertThat(realm.lastEvent("over").detail("token_family_copy"))
                    .as("the newest tells nothing")
                    .isEmpty();
            assertSessionEnded(app.refresh(login.refresh()));

            assertThat(realm.lastEvent("over").detail("token_family_copy")).isEqualTo("recent-predecessor");
            JsonNode incidents = realm.admin().read("/" + realm.name() + "/token-families/incidents?clientId=over");
            assertThat(incidents).hasSize(1);
            assertThat(incidents.path(0).path("kind").asText()).isEqualTo("recent-predecessor");
            assertThat(incidents.path(0).path("enforcement").asText()).isEqualTo("observe");
        }

        /** The best that a cap offers to an attacker: to push the owner out. It takes logins, and the history tells. */
        @Test
        void whenSomebodyElseLogsInAgainAndAgainThenTheOwnerIsPushedOutAndTheHistorySaysFromWhere() {
            App app = realm.publicClient("pushed", "two");
            Tokens owner = opened(app, "alice");
            for (int n = 0; n < 2; n++) {
                Tokens thief = app.login("alice");
                realm.pass(5);
                assertThat(app.refresh(thief.refresh(), "X-Forwarded-For", "203.0.113.66")
                                .status())
                        .isEqualTo(200);
            }
            assertEnded(app, owner);
            JsonNode end = history(owner).get(0);
            assertThat(end.path("cause").asText()).as(end.toString()).isEqualTo("cap");
            assertThat(end.path("scope").asText()).isEqualTo("family");
            assertThat(end.path("detail").asText()).isEqualTo("max-families-per-user=2");
            assertThat(end.path("from").path("address").asText()).isEqualTo("203.0.113.66");
        }

        @Test
        void whenTheCapIsLoweredThenItHoldsFromTheNextOneOn() {
            realm.govern("lowered", Map.of());
            App app = realm.publicClient("lowered", "lowered");
            List<Tokens> before =
                    List.of(opened(app, "alice"), opened(app, "alice"), opened(app, "alice"), opened(app, "alice"));
            realm.govern("lowered", Map.of("max-families-per-user", 1));
            Tokens head = app.refreshed(before.get(0));
            assertThat(head.generation()).as("a later refresh ends nothing").isEqualTo(2);

            Tokens last = opened(app, "alice");

            assertThat(realm.lastEvent("lowered").detail(CAPPED)).isEqualTo("4");
            assertThat(before).allSatisfy(tokens -> assertThat(realm.inside().revocation(tokens.familyId()))
                    .isEqualTo("CAP"));
            assertThat(app.refreshed(last).generation()).isEqualTo(2);
        }
    }

    @Nested
    final class GivenAnObservingPolicy {

        @Test
        void whenThereAreTooManyThenTheEventSaysHowManyAndNothingEnds() {
            App app = realm.publicClient("observed", "observed");
            List<Tokens> all = List.of(opened(app, "alice"), opened(app, "alice"), opened(app, "alice"));
            SavedEvent event = realm.lastEvent("observed");
            assertThat(event.detail(CAPPED)).isEqualTo("2");
            assertThat(event.enforcement()).isEqualTo("observe");
            assertThat(all)
                    .allSatisfy(tokens ->
                            assertThat(app.refreshed(tokens).generation()).isEqualTo(2));
        }
    }
}
