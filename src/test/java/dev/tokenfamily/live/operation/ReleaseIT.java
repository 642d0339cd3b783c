package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.util.JsonSerialization;

/** What {@code mvn -Prelease verify} publishes. */
@FullRunOnly
class ReleaseIT {

    private static final String NAME = "keycloak-token-family-" + System.getProperty("project.version");

    @Test
    void whenItIsBuiltAgainElsewhereThenEveryFileIsTheSame(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path one = build(directory.resolve("one"), "UTC", "en");
        Path other = build(directory.resolve("elsewhere/other"), "Asia/Tokyo", "tr");

        String sums = Files.readString(one.resolve("SHA256SUMS"));
        assertThat(sums).isEqualTo(Files.readString(other.resolve("SHA256SUMS")));
        assertThat(sums.lines()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace("*", "")))
                .containsExactlyInAnyOrder(
                        NAME + ".jar",
                        NAME + "-sources.jar",
                        NAME + "-javadoc.jar",
                        NAME + "-sbom.json",
                        NAME + "-sbom.xml");
        Program.named("sha256sum", "coreutils").run(one, "-c", "SHA256SUMS");
        JsonNode sbom = JsonSerialization.mapper.readTree(
                one.resolve(NAME + "-sbom.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("metadata").path("component").path("name").asText())
                .isEqualTo("keycloak-token-family");
        assertThat(sbom.path("components").size()).as("the JAR bundles nothing").isZero();
        assertItIsInstalledAsTheReadmeSays(one, Files.createDirectory(directory.resolve("downloads")));
    }

    /** With the two files that a reader downloads; Keycloak is built with the JAR, and knows its providers. */
    private static void assertItIsInstalledAsTheReadmeSays(Path release, Path downloads)
            throws IOException, InterruptedException {
        for (String file : new String[] {NAME + ".jar", "SHA256SUMS"}) {
            Files.copy(release.resolve(file), downloads.resolve(file));
        }
        Path home = ServerHome.fresh("release").path();
        DocumentedCommands.in("README.md")
                .section("Install")
                .after("cd '" + downloads + "'")
                .run(Map.of("KC_HOME", home.toString()));
        assertThat(home.resolve("providers").resolve(NAME + ".jar"))
                .hasSameBinaryContentAs(release.resolve(NAME + ".jar"));

        Files.writeString(downloads.resolve(NAME + ".jar"), "changed on its way");
        assertThatThrownBy(() -> DocumentedCommands.in("README.md")
                        .section("Install")
                        .after("cd '" + downloads + "'")
                        .run(Map.of("KC_HOME", home.toString())))
                .hasMessageContaining("FAILED");
    }

    /** In a copy of the sources. Tests are left out: this is one; and so is what only looks at them, and was done already. */
    private static Path build(Path copy, String timeZone, String language) throws IOException {
        for (String part : new String[] {"pom.xml", "parts", ".mvn", "src", "themes"}) {
            Path from = Path.of(part);
            if (Files.exists(from)) {
                Directories.copy(from, copy.resolve(part));
            }
        }
        Program.named("mvn", "maven")
                .in(ShortLivedJava.forMaven())
                .run(
                        copy,
                        "-B",
                        "-q",
                        "-ntp",
                        "-Prelease",
                        "-DskipTests",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip",
                        "-Duser.timezone=" + timeZone,
                        "-Duser.language=" + language,
                        "verify");
        return copy.resolve("target");
    }
}
