package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.Digest;
import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.realm.DocumentedCommands;
import dev.tokenfamily.harness.server.ServerHome;
import dev.tokenfamily.release.Statement;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.util.JsonSerialization;

/** {@code src/release/cut} in a copy of the sources, of a version that there will never be; and the same release built again, signed. */
@FullRunOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseIT {

    private static final String VERSION = "99.0.0";
    private static final String NAME = "keycloak-token-family-" + VERSION;
    private static final String HOME = "https://git.example.org/owner/keycloak-token-family";
    private static final List<String> SOURCES = List.of(
            ".gitignore",
            ".mvn",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "SECURITY.md",
            "docker",
            "docs",
            "parts",
            "pom.xml",
            "src",
            "themes");

    /** Tests are left out, for this is one, and so is what only looks at the sources and was done already. */
    private static final List<String> TRIAL = List.of(
            "-q",
            "-DskipTests",
            "-Dmaven.test.skip=true",
            "-Dspotless.check.skip",
            "-Djavac.checks=-Xdiags:compact",
            "-Dkeycloak.skip",
            "-DadditionalJOption=-J-XX:TieredStopAtLevel=1", // of javadoc
            "-Dhome.url=" + HOME,
            "-Dhome.developers=all@example.org",
            "-Dhome.security=few@example.org");

    private static final Map<String, String> SOMEBODY = Map.of(
            "GIT_AUTHOR_NAME", "somebody",
            "GIT_AUTHOR_EMAIL", "somebody@example.org",
            "GIT_COMMITTER_NAME", "somebody",
            "GIT_COMMITTER_EMAIL", "somebody@example.org",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "RELEASE_DATE", "2031-02-03");

    private Path directory = Path.of("");
    private Path sources = directory;
    private final Program git = Program.named("git", "git").in(SOMEBODY);
    private final Program maven = Program.named("mvn", "maven").in(ShortLivedJava.forMaven());
    private String cutting = "";

    @BeforeAll
    void cut(@TempDir Path empty) throws IOException {
        directory = empty;
        sources = empty.resolve("sources");
        for (String part : SOURCES) {
            Directories.copy(Path.of(part), sources.resolve(part));
        }
        // whatever the version is now, and whether or not it has changed anything
        edit(
                "pom.xml",
                "(?<id><artifactId>keycloak-token-family</artifactId>\\s*<version>)[^<]+",
                "${id}" + VERSION + "-SNAPSHOT");
        edit("CHANGELOG.md", "## \\[Unreleased]\n", "## [Unreleased]\n\n- Something.\n");
        git.run(sources, "init", "--quiet");
        git.run(sources, "checkout", "--quiet", "-b", "main");
        git.run(sources, "add", "--all");
        git.run(sources, "commit", "--quiet", "--message=sources");
        Program cut = new Program(sources.resolve("src/release/cut")).in(with(SOMEBODY, ShortLivedJava.forMaven()));
        cutting = cut.run(
                sources, Stream.concat(Stream.of(VERSION), TRIAL.stream()).toArray(String[]::new));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(sources.resolve(file));
        String edited = text.replaceFirst(from, to);
        assertThat(edited).as(file).isNotEqualTo(text);
        Files.writeString(sources.resolve(file), edited);
    }

    private Path release() {
        return sources.resolve("target/release");
    }

    private String git(String... arguments) {
        return git.run(sources, arguments).strip();
    }

    @Test
    void thenItsCommitIsOfTheVersionAndTheNextOneIsNot() {
        assertThat(git("log", "--format=%s %D").lines())
                .containsExactly(
                        "After release " + VERSION + " HEAD -> main",
                        "Release " + VERSION + " tag: v" + VERSION,
                        "sources");
        assertThat(git("status", "--porcelain")).isEmpty();

        assertThat(git("show", "v" + VERSION + ":pom.xml"))
                .contains("<version>" + VERSION + "</version>")
                .contains("<project.build.outputTimestamp>2031-02-03T00:00:00Z<");
        assertThat(git("show", "v" + VERSION + ":CHANGELOG.md"))
                .contains("## [Unreleased]\n\n## [" + VERSION + "] - 2031-02-03\n\n- Something.\n");
        assertThat(git("show", "v" + VERSION + ":README.md")).doesNotContain("not released yet");

        assertThat(git("show", "HEAD:pom.xml")).contains("<version>99.1.0-SNAPSHOT</version>");
        assertThat(git("show", "HEAD:README.md")).doesNotContain("not released yet");
        assertThat(git("show", "HEAD:CHANGELOG.md")).contains("## [" + VERSION + "] - 2031-02-03");
    }

    @Test
    void thenItSaysWhatThereIsAndWhatIsNotSigned() {
        assertThat(cutting)
                .contains("Release " + VERSION + " is in ", "Nothing is signed", "The tests were left out")
                .contains("The tag v" + VERSION + " is not signed", "git push --atomic origin main v" + VERSION);
    }

    @Test
    void thenTheStatementNamesItsFilesAndItsCommit() throws IOException {
        Statement statement = Statement.in(release().resolve(NAME + "-provenance-unsigned.json"));
        Map<String, String> digests = new TreeMap<>();
        for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", "-sbom.json", "-sbom.xml", ".pom")) {
            digests.put(
                    NAME + end,
                    Digest.sha256().and(release().resolve(NAME + end)).hex());
        }
        assertThat(statement.digests()).isEqualTo(digests);
        assertThat(statement.source())
                .isEqualTo("git+" + HOME + ".git@refs/tags/v" + VERSION + " "
                        + git("rev-parse", "v" + VERSION + "^{commit}"));
        assertThat(statement.builder()).endsWith("0041-what-a-release-proves.md#a-local-build");
        assertThat(statement.parameter("skipTests")).isEqualTo("true");
    }

    @Test
    void thenItsPomNeedsNoOther() throws IOException {
        String pom = Files.readString(release().resolve(NAME + ".pom"));
        assertThat(pom)
                .contains(
                        "<url>" + HOME + "</url>",
                        "<scope>provided</scope>",
                        "<artifactId>keycloak-services</artifactId>")
                .doesNotContain("<parent>", "<build>", "<profile>", "<scope>test</scope>", "example.invalid");
    }

    @Test
    void thenItsBillOfMaterialsSaysThatItBundlesNothing() throws IOException {
        JsonNode sbom = JsonSerialization.mapper.readTree(
                release().resolve(NAME + "-sbom.json").toFile());
        assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(sbom.path("metadata").path("component").path("name").asText())
                .isEqualTo("keycloak-token-family");
        assertThat(sbom.path("components").size()).as("the JAR bundles nothing").isZero();
    }

    /** By somebody else, elsewhere, who has a key. */
    @Test
    void whenItsTagIsBuiltAgainThenEveryFileIsTheSameAndMayBeSigned() throws IOException {
        Path other = directory.resolve("elsewhere/other");
        git.run(directory, "clone", "--quiet", "--branch=v" + VERSION, sources.toString(), other.toString());
        Path keys = Files.createDirectory(directory.resolve("keys"));
        Program.named("gpg-agent", "gnupg"); // which makes the key; a package that is only recommended
        Program gpg = Program.named("gpg", "gnupg").in(Map.of("GNUPGHOME", keys.toString(), "LC_ALL", "C"));
        gpg.run(
                directory,
                "--batch",
                "--passphrase",
                "",
                "--quick-generate-key",
                "releaser@example.org",
                "ed25519",
                "sign");

        List<String> arguments = new ArrayList<>(TRIAL);
        arguments.addAll(List.of(
                "-B",
                "-ntp",
                "-Prelease",
                "-Duser.timezone=Asia/Tokyo",
                "-Duser.language=tr",
                "-Dgpg.homedir=" + keys,
                "-Dgpg.keyname=releaser@example.org",
                "verify"));
        maven.run(other, arguments.toArray(String[]::new));

        Path signed = other.resolve("target/release");
        assertThat(signed.resolve("SHA256SUMS"))
                .hasSameTextualContentAs(release().resolve("SHA256SUMS"));
        Program.named("sha256sum", "coreutils").run(signed, "--check", "--strict", "SHA256SUMS");
        Statement.in(signed.resolve(NAME + "-provenance.json"));
        try (Stream<Path> files = Files.list(signed)) {
            List<Path> signatures =
                    files.filter(file -> file.toString().endsWith(".asc")).toList();
            assertThat(signatures).hasSize(7);
            for (Path signature : signatures) {
                String file =
                        signature.toString().substring(0, signature.toString().length() - ".asc".length());
                gpg.run(directory, "--batch", "--verify", signature.toString(), file);
            }
        }
        try (Stream<Path> files = Files.list(signed)) {
            assertThat(files).noneMatch(file -> file.toString().contains("unsigned"));
        }
        Path jar = Files.writeString(signed.resolve(NAME + ".jar"), "replaced, as are its sums");
        assertThatThrownBy(() -> gpg.run(directory, "--batch", "--verify", jar + ".asc", jar.toString()))
                .hasMessageContaining("BAD signature");
        Program.named("gpgconf", "gnupg").in(gpg.environment()).run(directory, "--kill", "all");
    }

    /** With the two files that a reader downloads; Keycloak is built with the JAR, and knows its providers. */
    @Test
    void thenItIsInstalledAsTheReadmeSays() throws IOException, InterruptedException {
        Path downloads = Files.createDirectory(directory.resolve("downloads"));
        for (String file : List.of(NAME + ".jar", "SHA256SUMS")) {
            Files.copy(release().resolve(file), downloads.resolve(file));
        }
        Path home = ServerHome.fresh("release").path();
        DocumentedCommands install =
                DocumentedCommands.in("README.md").section("Install").after("cd '" + downloads + "'");
        install.run(Map.of("KC_HOME", home.toString()));
        assertThat(home.resolve("providers").resolve(NAME + ".jar"))
                .hasSameBinaryContentAs(release().resolve(NAME + ".jar"));

        Files.writeString(downloads.resolve(NAME + ".jar"), "changed on its way");
        assertThatThrownBy(() -> install.run(Map.of("KC_HOME", home.toString())))
                .hasMessageContaining("FAILED");
    }

    @Test
    void givenPlaceholdersOrASnapshotThenItFailsAndSaysWhichPropertyToSet() {
        assertThatThrownBy(() -> maven.run(sources, "-B", "-q", "-Prelease", "validate"))
                .hasMessageContaining("99.1.0-SNAPSHOT is no release")
                .hasMessageContaining("-Dhome.url=")
                .hasMessageContaining("-Dhome.developers=")
                .hasMessageContaining("-Dhome.security=");
    }

    @Test
    void givenChangesOrTheSameVersionAgainThenNothingIsCut() throws IOException {
        Program cut = new Program(sources.resolve("src/release/cut")).in(SOMEBODY);
        assertThatThrownBy(() -> cut.run(sources, VERSION)).hasMessageContaining("There is a tag v" + VERSION);
        assertThatThrownBy(() -> cut.run(sources, "99.1.0"))
                .hasMessageContaining("CHANGELOG.md has nothing under Unreleased");
        Path foreign = Files.writeString(sources.resolve("foreign"), "not committed");
        assertThatThrownBy(() -> cut.run(sources, "99.1.0")).hasMessageContaining("Commit or remove");
        Files.delete(foreign);
    }
}
