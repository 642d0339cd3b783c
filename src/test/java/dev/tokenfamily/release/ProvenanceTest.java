package dev.tokenfamily.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Digest;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release comes from the commit that its provenance names, or there is none. */
final class ProvenanceTest {

    private static final SourceProgram PROVENANCE = new SourceProgram("Provenance.java");
    private static final String HOME = "https://git.example.org/owner/keycloak-token-family";
    private static final String BUILDER = HOME + "/builder";

    private final Path clone;
    private final Path built;

    ProvenanceTest(@TempDir Path clone, @TempDir Path built) {
        this.clone = clone;
        this.built = built;
    }

    @BeforeEach
    void commitAndBuild() throws IOException {
        git("init", "--quiet");
        Files.writeString(clone.resolve("source"), "one");
        git("add", "source");
        git("commit", "--quiet", "--message=one");
        for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", "-sbom.json", "-sbom.xml")) {
            Files.writeString(built.resolve("it-1.2.3" + end), "content of " + end);
        }
        Files.writeString(built.resolve("flattened-pom.xml"), "<project/>");
    }

    private String git(String... arguments) {
        return Program.named("git", "git")
                .in(Map.of(
                        "GIT_AUTHOR_NAME", "somebody",
                        "GIT_AUTHOR_EMAIL", "somebody@example.org",
                        "GIT_COMMITTER_NAME", "somebody",
                        "GIT_COMMITTER_EMAIL", "somebody@example.org",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1"))
                .run(clone, arguments)
                .strip();
    }

    private SourceProgram.Result write() {
        return PROVENANCE.run(
                clone,
                List.of(
                        "directory=" + built,
                        "file=" + statement(),
                        "name=it-1.2.3",
                        "version=1.2.3",
                        "builder=" + BUILDER,
                        "maven=3.9.9",
                        "home.url=" + HOME,
                        "home.developers=all@example.org",
                        "home.security=few@example.org, \"of them\"",
                        "skipTests=false"));
    }

    private Path statement() {
        return built.resolve("provenance.json");
    }

    private void assertRefused(String... reasons) {
        SourceProgram.Result result = write();
        assertThat(result.said()).contains(reasons);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(statement()).doesNotExist();
    }

    @Test
    void givenTheTagOfTheVersionThenItNamesEachFileAndTheCommit() throws IOException {
        git("tag", "--annotate", "--message=it", "v1.2.3");

        assertThat(write()).isEqualTo(new SourceProgram.Result(0, ""));

        Statement statement = Statement.in(statement());
        Map<String, String> digests = new HashMap<>();
        for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", "-sbom.json", "-sbom.xml")) {
            digests.put(
                    "it-1.2.3" + end,
                    Digest.sha256().and(built.resolve("it-1.2.3" + end)).hex());
        }
        digests.put(
                "it-1.2.3.pom",
                Digest.sha256().and(built.resolve("flattened-pom.xml")).hex());
        assertThat(statement.digests()).isEqualTo(digests);
        assertThat(statement.source()).isEqualTo("git+" + HOME + ".git@refs/tags/v1.2.3 " + git("rev-parse", "HEAD"));
        assertThat(statement.builder()).isEqualTo(BUILDER);
        assertThat(statement.parameter("home.security")).isEqualTo("few@example.org, \"of them\"");
        assertThat(statement.parameter("skipTests")).isEqualTo("false");
    }

    @Test
    void givenAFileThatTheCommitHasNotThenItIsRefused() throws IOException {
        git("tag", "v1.2.3");
        Files.writeString(clone.resolve("backdoor"), "not committed");

        assertRefused("?? backdoor", "would not come from it");
    }

    @Test
    void givenAFileThatTheCommitHasOtherwiseThenItIsRefused() throws IOException {
        git("tag", "v1.2.3");
        Files.writeString(clone.resolve("source"), "changed");

        assertRefused("M source", "would not come from it");
    }

    @Test
    void givenATagThatWasMovedThenItIsRefused() throws IOException {
        String tagged = git("rev-parse", "HEAD");
        git("tag", "v1.2.3");
        Files.writeString(clone.resolve("source"), "foreign");
        git("commit", "--quiet", "--all", "--message=foreign");

        assertRefused("The tag v1.2.3 is of commit " + tagged, "what is built is commit " + git("rev-parse", "HEAD"));
    }

    @Test
    void givenNoTagOfTheVersionThenItIsRefused() {
        git("tag", "v1.2.30");

        assertRefused("There is no tag v1.2.3.", "src/release/cut");
    }
}
