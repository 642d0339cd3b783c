package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.EarlierJar;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade is taken back: the JAR from before the smaller indexes (ADR 35) on the tables that today's has made. */
@FullRunOnly
class WayBackIT {

    private static final String DATABASE = "--db=postgres";

    @Test
    void givenTablesOfTodayThenTheEarlierJarStartsOnThemAndFamiliesGoOnThereAndBack(@TempDir Path data)
            throws IOException, InterruptedException {
        Path earlier = EarlierJar.built();
        ServerHome home = ServerHome.installed("way-back", DATABASE);
        try (Postgres database = Postgres.prepared(data, Map.of());
                DistributionServer server = new DistributionServer(home, database.keycloakOptions()).start()) {
            TestRealm realm = TestRealm.create(server, "back").govern("strict", Map.of("grace-period-seconds", 0));
            App app = realm.publicClient("app", "strict");
            Tokens alive = app.refreshed(app.login("alice"));
            Tokens stolen = app.login("alice");
            Tokens dead = app.refreshed(stolen);
            assertRefused(app.refresh(stolen.refresh()), REUSED);

            server.stop();
            home.withJar(earlier).built(DATABASE);
            server.start();

            Tokens next = app.refreshed(alive);
            assertThat(next.generation()).isEqualTo(alive.generation() + 1);
            assertRefused(app.refresh(dead.refresh()), REVOKED);
            assertThat(realm.admin().read("/back/token-families?status=revoked").findValuesAsText("id"))
                    .containsExactly(dead.familyId());

            server.stop();
            home.withOurJar().built(DATABASE);
            server.start();

            assertThat(app.refreshed(next).generation()).isEqualTo(next.generation() + 1);
            assertRefused(app.refresh(alive.refresh()), REUSED);
            assertRefused(app.refresh(dead.refresh()), REVOKED);
        }
    }
}
