package dev.tokenfamily.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokenfamily.docs.Versions;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the workflows of GitHub Actions may do. Whoever moves the tag of an action, opens a pull request, or gets code into the build,
 * gets no right to write with it.
 */
final class WorkflowsTest {

    private static final Path FOLDER = Path.of(".github/workflows");

    /** An action of a commit, and the release that it is, or a workflow of this repository. */
    private static final Pattern PINNED =
            Pattern.compile("(\\./\\.github/workflows/[a-z]+\\.yml|[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+)");

    private static final Pattern USES = Pattern.compile("(?m)^ *-? *uses: *(.+)$");

    /** What is started where a job may write: of this repository, there is nothing to start. Nor does it start anything else within. */
    private static final Pattern HARMLESS =
            Pattern.compile("(sha256sum|test|gh) ([^;&|`<>\\n$]|\\$(?!\\()|\\$\\((?=(gh|cut) ))*");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    private static JsonNode workflow(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }

    private static boolean mayWrite(JsonNode permissions) {
        return permissions.isTextual()
                ? !permissions.asText().equals("read-all")
                : permissions.properties().stream()
                        .anyMatch(right -> right.getValue().asText().equals("write"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void thenEachActionIsPinnedToACommit(Path file) throws IOException {
        assertThat(USES.matcher(Files.readString(file)).results().map(used -> used.group(1)))
                .isNotEmpty()
                .allMatch(used -> PINNED.matcher(used).matches());
    }

    /** The workflow of such an event is the one of main, with its rights, and what it checks out may be anybody's. */
    @ParameterizedTest
    @MethodSource("files")
    void thenNoStrangerStartsAWorkflowThatHasRights(Path file) throws IOException {
        JsonNode workflow = workflow(file);
        assertThat(workflow.path("on").properties().stream().map(Map.Entry::getKey))
                .isNotEmpty()
                .isSubsetOf("push", "pull_request", "workflow_call");
        assertThat(workflow.path("permissions").properties()).isNotEmpty();
        assertThat(mayWrite(workflow.path("permissions"))).isFalse();
        if (workflow.path("on").has("pull_request")) {
            assertThat(workflow.path("jobs")).noneMatch(job -> mayWrite(job.path("permissions")));
        }
        assertThat(Files.readString(file)).doesNotContain("secrets");
    }

    @ParameterizedTest
    @MethodSource("files")
    void thenAJobThatMayWriteRunsNothingOfTheRepository(Path file) throws IOException {
        assertThat(workflow(file).path("jobs"))
                .filteredOn(job -> mayWrite(job.path("permissions")))
                .allSatisfy(job -> assertThat(job.path("steps")).isNotEmpty().allSatisfy(step -> {
                    assertThat(step.path("uses").asText())
                            .doesNotContain("checkout")
                            .doesNotStartWith("./");
                    assertThat(!step.has("run")
                                    || HARMLESS.matcher(step.path("run").asText())
                                            .matches())
                            .as(step.path("run").asText())
                            .isTrue();
                }));
    }

    /** A name of a branch would be a part of the command. */
    @ParameterizedTest
    @MethodSource("files")
    void thenNoCommandIsMadeOfWhatOthersChose(Path file) throws IOException {
        assertThat(workflow(file).findValuesAsText("run")).isNotEmpty().noneMatch(command -> command.contains("${{"));
        assertThat(workflow(file).path("jobs").findParents("uses"))
                .filteredOn(step -> step.path("uses").asText().startsWith("actions/checkout@"))
                .allMatch(step -> !step.path("with").path("persist-credentials").asBoolean(true));
    }

    /** A file that has no sum is attested by nobody, and comes of a build that does more than it should. */
    @Test
    void thenOnlyWhatHasASumIsPublished(@TempDir Path release) throws IOException {
        List<String> drafts =
                workflow(FOLDER.resolve("release.yml")).at("/jobs/publish/steps").findValuesAsText("run").stream()
                        .filter(command -> command.startsWith("gh release create"))
                        .toList();
        assertThat(drafts).singleElement().asString().containsOnlyOnce(" -- ");
        String files = drafts.get(0).substring(drafts.get(0).indexOf(" -- ") + " -- ".length());
        for (String file : List.of("it.jar", "LICENSE", "added.jar")) {
            Files.writeString(release.resolve(file), file);
        }
        Program bash = Program.named("bash", "bash");
        bash.run(release, "-c", "sha256sum it.jar LICENSE > SHA256SUMS");

        assertThat(bash.run(release, "-c", "printf '%s\n' " + files).lines())
                .containsExactly("SHA256SUMS", "it.jar", "LICENSE");
    }

    /** Another update of the JDK can write other javadoc, and nobody could compare the sums. */
    @Test
    void thenAReleaseIsBuiltByTheJdkThatItNames() throws IOException {
        JsonNode build = workflow(FOLDER.resolve("release.yml")).at("/jobs/build/steps");
        assertThat(build.findValuesAsText("java-version"))
                .hasSize(1)
                .allMatch(version -> version.matches("17\\.0\\.\\d+"));
    }

    @Test
    void thenAllTestsRunOnTheOldestAndOnTheNewestKeycloak() throws IOException {
        JsonNode test = workflow(FOLDER.resolve("build.yml")).path("jobs").path("test");
        assertThat(test.path("strategy").path("matrix").findValuesAsText("keycloak"))
                .containsExactly(Versions.ofBuild("keycloak.version"), Versions.ofBuild("keycloak.newest.version"));
        assertThat(test.findValuesAsText("run"))
                .anyMatch(command -> command.startsWith("mvn -B -ntp verify -Pfull \"-Dkeycloak.server.version="));
    }

    @Test
    void thenOnlyTestedCommitsOfMainAreReleased() throws IOException {
        JsonNode jobs = workflow(FOLDER.resolve("release.yml")).path("jobs");
        assertThat(jobs.path("test").path("uses").asText()).isEqualTo("./.github/workflows/build.yml");
        assertThat(List.of("build", "attest", "publish"))
                .extracting(job -> jobs.path(job).path("needs").asText())
                .containsExactly("test", "build", "attest");
        assertThat(jobs.path("build").findValuesAsText("run"))
                .contains("git merge-base --is-ancestor HEAD origin/main");
        assertThat(jobs.properties().stream()
                        .filter(job -> mayWrite(job.getValue().path("permissions")))
                        .map(Map.Entry::getKey))
                .containsExactly("attest", "publish");
        assertThat(jobs.path("build").findParents("cache")).as("of another run").isEmpty();
    }
}
