package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.AdminApi.expectSuccess;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.family.Callers;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Report;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.KeycloakServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server counts of refreshes, in its database. The purge runs every second here. */
abstract class LiveStoreStatistics extends LiveStorePurge {

    private static final int CROWD = 8;
    private static final int REFRESHES = 25;

    private final Report report;

    LiveStoreStatistics(KeycloakServer server, String realmName) {
        super(server, realmName);
        report = new Report(realm);
    }

    private App client(String clientId) {
        return realm.govern("counted", Map.of()).publicClient(clientId, "counted");
    }

    @Test
    void givenManyRefreshesAtOnceAndReportsThenEachIsCountedOnce() {
        App app = client("counted");
        List<Integer> seen = Callers.atOnce(CROWD, i -> {
            Tokens tokens = app.login(i % 2 == 0 ? "alice" : "bob");
            int most = 0;
            for (int n = 0; n < REFRESHES; n++) {
                tokens = app.refreshed(tokens);
                most = i == 0 ? report.of("counted").path("refreshes").asInt() : most;
            }
            return most;
        });

        assertThat(seen.get(0)).isBetween(REFRESHES, CROWD * REFRESHES);
        assertThat(report.of("counted").path("refreshes").asInt()).isEqualTo(CROWD * REFRESHES);
        assertThat(report.of("counted").path("distinctUsers").asInt()).isEqualTo(2);
    }

    @Test
    void givenNobodyAsksThenWhatWasCountedIsStoredAllTheSame() {
        TestRealm other =
                TestRealm.create(realm.server(), realm.name() + "-counting").govern("counted", Map.of());
        App app = other.publicClient("app", "counted");

        app.refreshed(app.login("alice"));

        Await.until(() -> new Report(other).rows() == 2); // one verdict, one sketch
    }

    @Test
    void givenOldStatisticsThenOnlyThoseNobodyMayAskForArePurged() {
        TestRealm old = TestRealm.create(realm.server(), realm.name() + "-old").govern("counted", Map.of());
        App app = old.publicClient("app", "counted");
        app.refreshed(app.login("alice"));
        Report told = new Report(old);
        assertThat(told.of("app").path("refreshes").asInt()).isEqualTo(1);

        age(old, 88); // or 89, if it is midnight
        assertThat(told.of("app", 90).path("refreshes").asInt()).isEqualTo(1);
        App fresh = old.publicClient("fresh", "counted");
        fresh.refreshed(fresh.login("alice"));
        assertThat(told.clients(90)).containsExactly("app", "fresh");
        assertThat(told.rows()).isEqualTo(4);
        age(old, 2);

        Await.until(() -> told.rows() == 2);
        assertThat(told.clients(90)).containsExactly("fresh");
    }

    /** Makes what was counted in a realm so much older. */
    private static void age(TestRealm realm, int days) {
        for (String table : List.of("TOKEN_FAMILY_STATISTIC", "TOKEN_FAMILY_USERS")) {
            realm.inside().sql("update " + table + " set ON_DAY = ON_DAY - " + days + " where REALM_ID = :realm");
        }
    }

    @Test
    void givenAClientThatIsRemovedThenItsStatisticsGoAndNoOthers() {
        TestRealm owner =
                TestRealm.create(realm.server(), realm.name() + "-owner").govern("counted", Map.of());
        for (String clientId : List.of("gone", "stays")) {
            App app = owner.publicClient(clientId, "counted");
            app.refreshed(app.login("alice"));
        }
        Report told = new Report(owner);
        assertThat(told.clients(2)).containsExactly("gone", "stays");
        assertThat(told.rows()).isEqualTo(4);

        expectSuccess(owner.admin().delete("/" + owner.name() + "/clients/" + owner.clientUuid("gone")));

        Await.until(() -> told.rows() == 2);
        assertThat(told.clients(2)).containsExactly("stays");
    }
}
