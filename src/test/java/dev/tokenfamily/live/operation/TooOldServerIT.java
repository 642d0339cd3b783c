package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A Keycloak that has no {@code refresh-token} SPI yet. */
@FullRunOnly
class TooOldServerIT {

    private static final String VERSION = System.getProperty("keycloak.too-old.version");
    private static final Path DISTRIBUTION = Path.of("target", "keycloak-" + VERSION);

    @Test
    void whenItStartsWithTheJarThenItSaysSoAndDoesNotServe() throws IOException, InterruptedException {
        Program.assume(Files.exists(DISTRIBUTION), "only mvn -Pfull brings Keycloak " + VERSION);
        ServerHome home =
                ServerHome.copyOf(DISTRIBUTION, "too-old").withOurJar().built("--db=dev-file");
        try (DistributionServer server = new DistributionServer(home)) {
            assertThatThrownBy(server::start)
                    .hasMessageContaining("keycloak-token-family needs Keycloak 26.7 or later, and this is " + VERSION)
                    .hasMessageNotContainingAny("NoClassDefFoundError", "ClassNotFoundException");
        }
    }
}
