package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of ends, in the server's database, and for how long. The purge runs every second here. */
abstract class LiveStoreHistory extends LiveStoreStatistics {

    /** Of each cause: the first ones, and the newest. */
    private static final int FIRST_KEPT = 10;

    private static final int MOST_KEPT = 50;

    LiveStoreHistory(KeycloakServer server, String realmName) {
        super(server, realmName);
    }

    private TestRealm realm(String name) {
        TestRealm own =
                TestRealm.create(realm.server(), realm.name() + "-ends-" + name).govern("default", Map.of());
        App app = own.publicClient("app", "default");
        app.refreshed(app.login("bob")); // a history is kept of realms that have families
        return own;
    }

    private static void logout(TestRealm realm, String user) {
        expectSuccess(realm.admin().post("/" + realm.name() + "/users/" + realm.userId(user) + "/logout", Map.of()));
    }

    private static void logoutAll(TestRealm realm) {
        expectSuccess(realm.admin().post("/" + realm.name() + "/logout-all", Map.of()));
    }

    private static JsonNode history(TestRealm realm, String user) {
        return realm.admin().read("/" + realm.name() + "/token-families/history?max=1000&userId=" + realm.userId(user));
    }

    private static List<String> causes(JsonNode history) {
        return history.findValuesAsText("cause");
    }

    @Test
    void givenAFloodOfOneKindOfEndThenTheFirstAndTheNewestAreKeptAndAllOthers() {
        TestRealm own = realm("flood");
        App app = new App(own.url(), "app", null);
        Tokens tokens = app.refreshed(app.login("alice"));
        assertThat(app.revoke(tokens.refresh()).status()).isEqualTo(200);
        for (int n = 0; n < FIRST_KEPT; n++) {
            logout(own, "alice");
        }
        List<String> first = history(own, "alice").findValuesAsText("id");
        for (int n = 0; n < MOST_KEPT; n++) {
            logout(own, "alice");
        }

        JsonNode kept = history(own, "alice");
        List<String> causes = causes(kept);
        assertThat(kept.findValuesAsText("id")).as("how it began").endsWith(first.toArray(String[]::new));

        assertThat(causes).hasSize(MOST_KEPT + 1).endsWith("admin-logout", "token-revocation");
        assertThat(causes(history(own, "bob"))).isEmpty();
    }

    @Test
    void givenAnEndOfAllThenItIsOneRowAndEverybodys() {
        TestRealm own = realm("all");
        logoutAll(own);

        JsonNode alices = history(own, "alice");

        assertThat(alices).hasSize(1).isEqualTo(history(own, "bob"));
        assertThat(alices.get(0).path("scope").asText()).isEqualTo("realm");
        assertThat(own.inside().historyRows()).isEqualTo(1);
    }

    @Test
    void givenOldEndsThenTheyArePurgedAndNoOthers() {
        TestRealm own = realm("old");
        logout(own, "alice");
        assertThat(history(own, "alice")).hasSize(1);
        own.inside()
                .sql("update TOKEN_FAMILY_END set ENDED_AT = ENDED_AT - " + 91L * 24 * 3600 * 1000
                        + " where REALM_ID = :realm");
        logout(own, "bob");

        Await.until(() -> history(own, "alice").isEmpty());

        assertThat(history(own, "bob")).hasSize(1);
    }

    @Test
    void givenAUserOrARealmThatIsRemovedThenTheirEndsGoAndNoOthers() {
        TestRealm own = realm("owner");
        TestRealm other = realm("other-owner");
        for (String user : List.of("alice", "bob")) {
            logout(own, user);
            logout(other, user);
            assertThat(history(own, user)).hasSize(1);
            assertThat(history(other, user)).hasSize(1);
        }

        expectSuccess(own.admin().delete("/" + own.name() + "/users/" + own.userId("alice")));

        Await.until(() -> own.inside().historyRows() == 1);
        assertThat(history(own, "bob")).hasSize(1);
        assertThat(other.inside().historyRows()).isEqualTo(2);
        expectSuccess(own.admin().delete("/" + own.name()));
        assertThat(other.inside().historyRows()).isEqualTo(2);
    }

    /** Nobody asks why a user of an application without a policy was logged out, and there are many. */
    @Test
    void givenARealmWithoutFamiliesThenNothingIsKept() {
        TestRealm own = TestRealm.create(realm.server(), realm.name() + "-ends-ungoverned");
        logout(own, "alice");
        logoutAll(own);

        assertThat(history(own, "alice")).isEmpty();
        assertThat(own.inside().historyRows()).isZero();
    }
}
