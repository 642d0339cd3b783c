package dev.tokenfamily.live.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.realm.TestRealm;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server as it comes, whose operator has not asked for users' own sign-ins: no realm has them, however it is set up. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfServiceOffIT {

    private final DistributionServer server;
    private final TestRealm realm;

    SelfServiceOffIT() throws IOException, InterruptedException {
        server = new DistributionServer(ServerHome.installed("self-service-off", "--db=dev-mem")).start();
        realm = SignInsPage.setUp(TestRealm.create(server, "off")).withUser("anna", user -> {});
    }

    @AfterAll
    void stop() {
        server.close();
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
