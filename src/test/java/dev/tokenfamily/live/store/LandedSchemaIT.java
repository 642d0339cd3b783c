package dev.tokenfamily.live.store;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.NamedDatabase;
import dev.tokenfamily.harness.server.OwnDatabase.Database;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.DatabasesOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables that an earlier JAR has made, {@code -Dlanded.jar=}, with families in them, and this one in its place. */
@DatabasesOnly
class LandedSchemaIT {

    private final Path landed = Path.of(System.getProperty("landed.jar", "target/landed.jar"));

    @Test
    void givenTablesOfAnEarlierJarThenFamiliesGoOnWhereTheyWere(@TempDir Path data)
            throws IOException, InterruptedException {
        Program.assume(Files.exists(landed), "no " + landed + " (.ci/databases makes it)");
        NamedDatabase named = NamedDatabase.ofRun();
        ServerHome home = ServerHome.fresh("landed").withJar(landed).withTestServerJar();
        home.built("--db=" + named.kind());
        Optional<Database> database = named.started(data.resolve("database"));
        List<String> options = database.map(Database::keycloakOptions).orElse(List.of());
        try (DistributionServer server = new DistributionServer(home, options).start()) {
            TestRealm realm = TestRealm.create(server, "landed").govern("default", Map.of("grace-period-seconds", 0));
            App app = realm.publicClient("app", "default");
            Tokens alive = app.refreshed(app.login("alice"));
            Tokens stolen = app.login("alice");
            Tokens dead = app.refreshed(stolen);
            assertDescription(app, stolen, REUSED);

            server.stop();
            home.withOurJar().built("--db=" + named.kind());
            server.start();

            Tokens next = app.refreshed(alive);
            assertThat(next.generation()).isEqualTo(alive.generation() + 1);
            assertDescription(app, dead, REVOKED);
            assertDescription(app, alive, REUSED);
            assertThat(realm.admin().read("/landed/token-families/incidents")).hasSize(2);
        } finally {
            database.ifPresent(Database::close);
        }
    }

    private static void assertDescription(App app, Tokens presented, String description) {
        assertThat(app.refresh(presented.refresh()).text("error_description")).isEqualTo(description);
    }
}
