package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.UpgradeDrill.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the drill says before an upgrade. */
final class UpgradeDrillTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private Result result(ClassLoader keycloak, Map<String, String> environment) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new UpgradeDrill(keycloak, environment, out).result();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Nested
    final class GivenTheKeycloakOfTheBuild {

        private final ClassLoader keycloak = UpgradeDrillTest.class.getClassLoader();

        @Test
        void thenItFitsAndNoDatabaseIsAsked() {
            assertThat(result(keycloak, Map.of())).as(said()).isEqualTo(Result.FITS);
            assertThat(said()).contains("This JAR links on Keycloak 26.7.", "change sets.", "No database was asked");
        }

        @Test
        void whenTheDatabaseIsSilentThenItIsNotTriedAndNoSecretIsTold() {
            Map<String, String> nowhere =
                    Map.of("KC_DB_URL", "jdbc:none:nowhere?password=s3cret", "KC_DB_PASSWORD", "s3cret");
            assertThat(result(keycloak, nowhere)).isEqualTo(Result.NOT_TRIED);
            assertThat(said()).contains("The database cannot be asked").doesNotContain("s3cret");
        }
    }

    @Nested
    final class GivenNoKeycloak {

        @Test
        void thenItSaysSo() {
            assertThat(result(ClassLoader.getPlatformClassLoader(), Map.of())).isEqualTo(Result.NOT_TRIED);
            assertThat(said()).isEqualToIgnoringNewLines("There is no Keycloak on the class path.");
        }
    }
}
