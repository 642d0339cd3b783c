package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a version of Keycloak is what the build does with it. */
final class VersionsTest {

    @Test
    void thenTheTableSaysWhatTheBuildTestsAndLinks() throws IOException {
        String oldest = Versions.ofBuild("keycloak.version");
        String main = Versions.ofBuild("keycloak.server.version");
        String newest = Versions.ofBuild("keycloak.newest.version");
        assertThat(Versions.documented().byVersion())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "before 26.7",
                        "refused",
                        oldest,
                        "tested",
                        main,
                        "tested",
                        newest,
                        "tested",
                        "between these",
                        "unknown",
                        Versions.ofBuild("keycloak.next.version"),
                        "links",
                        "any other, later than " + newest,
                        "unknown"));
    }

    @Test
    void thenAllTestedOnesRunInEveryBuild() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"));
        assertThat(ci)
                .contains("mvn -B -ntp verify -Pfull")
                .contains("\"${core[@]}\" -Dkeycloak.server.version=" + Versions.ofBuild("keycloak.version") + "\n")
                .contains("\"${core[@]}\" -Dkeycloak.server.version=" + Versions.ofBuild("keycloak.newest.version")
                        + " ");
    }
}
