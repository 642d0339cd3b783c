package dev.tokenfamily.live.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.Postgres;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server as it comes, whose operator has not asked for users' own sign-ins: no realm has them, however it is set up. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfServiceOffIT {

    private final Postgres database;
    private final DistributionServer server;
    private final TestRealm realm;

    SelfServiceOffIT(@TempDir Path data) throws IOException, InterruptedException {
        database = Postgres.prepared(data, Map.of());
        server = new DistributionServer(
                        ServerHome.installed("self-service-off", "--db=postgres"), database.keycloakOptions())
                .start();
        realm = SignInsPage.setUp(TestRealm.create(server, "off")).withUser("anna", user -> {});
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void givenAGoodTokenThenThereIsNothing() {
        SignInsPage page = SignInsPage.open(realm, "anna");
        assertThat(page.get("families").status()).isEqualTo(404);
        assertThat(page.get("incidents").status()).isEqualTo(404);
        assertThat(page.begin(Map.of("action", "end-all")).status()).isEqualTo(404);
        assertThat(Http.send("OPTIONS", SignInsPage.url(realm, "families"), "").status())
                .isEqualTo(404);
    }
}
