package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A Keycloak that has no {@code refresh-token} SPI yet; of the version matrix only. */
class TooOldServerIT {

    private static final String VERSION = System.getProperty("keycloak.server.version", "");

    @Test
    void whenItStartsWithTheJarThenItSaysSoAndDoesNotServe() throws IOException, InterruptedException {
        Program.assume(
                VERSION.startsWith("26.6."),
                "TooOldServerIT is for a server that is too old: -Dkeycloak.server.version=26.6.4");
        ServerHome home = ServerHome.fresh("too-old").withOurJar().built("--db=dev-file");
        try (DistributionServer server = new DistributionServer(home)) {
            assertThatThrownBy(server::start)
                    .hasMessageContaining("keycloak-token-family needs Keycloak 26.7 or later, and this is " + VERSION)
                    .hasMessageNotContainingAny("NoClassDefFoundError", "ClassNotFoundException");
        }
    }
}
