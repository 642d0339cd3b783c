package dev.tokenfamily.live.operation;

import static dev.tokenfamily.harness.realm.RefreshAssertions.REUSED;
import static dev.tokenfamily.harness.realm.RefreshAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Tokens;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Keycloak that says that it is newer than any on which this was tested. */
@FullRunOnly
class NewerServerIT {

    private static final String VERSION = System.getProperty("keycloak.next.version");

    @Test
    void whenItStartsWithTheJarThenOneWarningNamesWhatWasNotTestedAndThievesAreStillFound()
            throws IOException, InterruptedException {
        ServerHome home = ServerHome.fresh("newer")
                .claiming(VERSION)
                .withOurJar()
                .withTestServerJar()
                .built("--db=dev-file");
        try (DistributionServer server = new DistributionServer(home)) {
            server.start();
            List<String> warnings = server.logged()
                    .lines()
                    .filter(line -> line.contains("was tested on"))
                    .toList();
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(" WARN ")
                    .contains("and this is " + VERSION, "rotation and reuse detection", "docker/upgrade-drill");
            TestRealm realm = TestRealm.create(server, "newer").govern("strict", Map.of("grace-period-seconds", 0));
            App app = realm.publicClient("app", "strict");
            Tokens stolen = app.login("alice");
            app.refreshed(app.refreshed(stolen));
            assertRefused(app.refresh(stolen.refresh()), REUSED);
            assertThat(realm.lastEvent("app").verdict()).isEqualTo("reuse");
        }
    }
}
