package dev.tokenfamily.release;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code src/release/cut} says before it builds anything. {@code ReleaseIT} lets it build. */
final class CutTest {

    private static final Path CUT = Path.of("src/release/cut");

    private final Path sources;
    private final Program git = Program.named("git", "git")
            .in(Map.of(
                    "GIT_AUTHOR_NAME", "somebody",
                    "GIT_AUTHOR_EMAIL", "somebody@example.org",
                    "GIT_COMMITTER_NAME", "somebody",
                    "GIT_COMMITTER_EMAIL", "somebody@example.org",
                    "GIT_CONFIG_GLOBAL", "/dev/null",
                    "GIT_CONFIG_NOSYSTEM", "1"));

    CutTest(@TempDir Path sources) {
        this.sources = sources;
    }

    @BeforeEach
    void commit() throws IOException {
        Directories.copy(CUT, sources.resolve(CUT));
        Files.writeString(sources.resolve("pom.xml"), """
                <artifactId>keycloak-token-family</artifactId>
                <version>0.2.0-SNAPSHOT</version>
                """);
        Files.writeString(
                sources.resolve("CHANGELOG.md"), "## [Unreleased]\n\n## [0.1.0] - 2031-02-03\n\n- Something.\n");
        git.run(sources, "init", "--quiet");
        git.run(sources, "add", "--all");
        git.run(sources, "commit", "--quiet", "--message=sources");
    }

    private String cut(String branch, String version) {
        git.run(sources, "checkout", "--quiet", "-B", branch);
        return new Program(sources.resolve(CUT)).in(git.environment()).run(sources, version);
    }

    @ParameterizedTest
    @CsvSource({
        "main, 0.2.0, 0.3.0-SNAPSHOT",
        "main, 0.1.1, 0.2.0-SNAPSHOT",
        "0.1.x, 0.1.1, 0.1.2-SNAPSHOT",
        "0.1.x, 0.1.10, 0.1.11-SNAPSHOT",
        "release/0.2.0, 0.2.0, 0.3.0-SNAPSHOT",
        "main, 1.0.0, 1.1.0-SNAPSHOT"
    })
    void givenAFixOnABranchOfItsOwnThenTheNextVersionIsTheNextFix(String branch, String version, String next) {
        assertThatThrownBy(() -> cut(branch, version))
                .hasMessageContaining("Branch " + branch + " will go from 0.2.0-SNAPSHOT to " + version
                        + ", and then to " + next + ".")
                .hasMessageContaining("CHANGELOG.md has nothing under Unreleased");
    }

    @Test
    void givenWhatIsNoVersionThenItSaysHowItIsUsed() {
        assertThatThrownBy(() -> cut("main", "0.2"))
                .hasMessageContaining("src/release/cut 0.1.0")
                .hasMessageContaining("0.1.2-SNAPSHOT");
    }
}
