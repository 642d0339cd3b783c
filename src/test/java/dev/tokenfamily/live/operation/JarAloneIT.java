package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docker/Dockerfile} makes the JAR of, outside a container. */
@FullRunOnly
class JarAloneIT {

    private static final String NAME = "keycloak-token-family-" + System.getProperty("project.version") + ".jar";

    @Test
    void givenOnlyWhatDockerGetsInAnOddDirectoryThenMavenMakesTheSameJar(@TempDir Path directory) throws IOException {
        Path copy = Files.createDirectories(directory.resolve(oddName()));
        for (String part : sentToDocker()) {
            Directories.copy(Path.of(part), copy.resolve(part));
        }
        Program.named("mvn", "maven").in(ShortLivedJava.forMaven()).run(copy, "-B", "-ntp", "-q", "-Pjar", "package");
        assertThat(copy.resolve("target").resolve(NAME))
                .hasSameBinaryContentAs(Path.of(System.getProperty("project.jar")));
        assertThat(copy.resolve("target/test-classes")).doesNotExist();
    }

    private static List<String> sentToDocker() throws IOException {
        List<String> parts = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!") && !line.startsWith("!target/"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(parts).contains("pom.xml", "src/main");
        return parts;
    }

    /** Of a Java that is told a locale without umlauts, no program has files whose names have some. */
    private static String oddName() {
        return System.getProperty("sun.jnu.encoding", "").startsWith("UTF") ? "Kéy cloak ü" : "Key cloak";
    }
}
