package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A Keycloak that is told to use a database in which our tables cannot be. It says so before it looks for that. */
@FullRunOnly
final class UnsupportedDatabaseIT {

    @Test
    void whenItIsTiDbThenTheServerSaysSoAndDoesNotServe() throws IOException, InterruptedException {
        ServerHome home = ServerHome.fresh("tidb").withOurJar().built("--db=tidb", "--features=db-tidb");
        try (DistributionServer server = new DistributionServer(
                home, "--db-url=jdbc:mysql://127.0.0.1:1/nobody", "--db-username=nobody", "--db-password=nothing")) {
            assertThatThrownBy(server::start).hasMessageContaining("keycloak-token-family does not run on TiDB");
        }
    }
}
