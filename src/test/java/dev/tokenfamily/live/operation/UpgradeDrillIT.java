package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.server.DistributionServer;
import dev.tokenfamily.harness.server.KeycloakRuntime;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The drill before an upgrade, as an operator runs it, against Keycloaks that are unpacked here. */
class UpgradeDrillIT {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final String JAR = System.getProperty("project.jar");
    private static final Program DRILL = new Program(HERE.resolve("docker/upgrade-drill")).in(ShortLivedJava.forAny());
    private static final String VERSION = System.getProperty("keycloak.server.version");

    @Test
    void givenASupportedKeycloakThenTheJarLinksAndNothingIsAsked() {
        assertThat(DRILL.run(HERE, JAR, ServerHome.tools().toString()))
                .contains("This JAR links on Keycloak " + VERSION + ".")
                .contains("reads the ", "No database was asked");
    }

    @Test
    void givenOneThatIsTooOldThenItSaysWhatIsMissing() {
        String version = System.getProperty("keycloak.too-old.version");
        Path home = Path.of("target", "keycloak-" + version).toAbsolutePath();
        Program.assume(Files.exists(home), "only mvn -Pfull brings Keycloak " + version);
        assertThatIllegalStateException()
                .isThrownBy(() -> DRILL.run(HERE, JAR, home.toString()))
                .withMessageContaining(
                        "class org.keycloak.protocol.oidc.refresh.RefreshTokenProviderFactory is missing")
                .withMessageContaining("This JAR does not link on Keycloak " + version + ".");
    }

    @Test
    void givenNoKeycloakThenItSaysHowItIsCalled() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DRILL.run(HERE, JAR))
                .withMessageContaining("docker/upgrade-drill target/");
    }

    @Test
    @FullRunOnly
    void givenItsDatabaseThenTheNextStartChangesNothing() throws IOException, InterruptedException {
        // built as the server is that most tests share
        ServerHome home = ServerHome.installed("drill", "--db=dev-file", KeycloakRuntime.CERTIFICATES_FROM_PROXY);
        try (DistributionServer server = new DistributionServer(home)) {
            server.start();
        }
        Map<String, String> environment = new HashMap<>(DRILL.environment()); // it has neither a user nor a password
        environment.put("KC_DB_URL", "jdbc:h2:file:" + home.path().resolve("data/h2/keycloakdb"));
        Program asked = DRILL.in(environment);
        assertThat(asked.run(HERE, JAR, home.path().toString()))
                .contains("The tables fit. The next start changes nothing in them.");
    }
}
