package dev.tokenfamily.live.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.dashboard.Dashboard;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The addresses in the dashboard and in the alert rules, which an operator sets with two commands of the documents. */
final class AddressesTest {

    private static final Path GUIDE = Path.of("docs/how-to/alerts.md");
    private static final Path DASHBOARD = Path.of("docker/grafana/token-families.json");

    private final Path directory;

    AddressesTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        for (Path file :
                List.of(DASHBOARD, AlertRules.FILE, AlertRules.DIRECTORY.resolve("token-family-alerts.test.yml"))) {
            Files.copy(file, directory.resolve(file.getFileName()));
        }
    }

    /** As it stands in the guide, for that file. */
    private String command(String file) throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("       sed ") && line.contains(" " + file))
                .map(String::strip)
                .findFirst()
                .orElseThrow();
    }

    private void run(String command) {
        Program.named("bash", "bash").run(directory, "-c", command);
    }

    @Test
    void givenTheAddressOfTheConsolePageThenTheLinksOfAllPanelsBeginWithIt() throws IOException {
        run(command("token-families.json"));

        Dashboard changed = Dashboard.in(directory.resolve(DASHBOARD.getFileName()));
        assertThat(changed.console()).isEqualTo("https://keycloak.example.org/realms/master/token-families/");
        assertThat(changed.json().toString()).doesNotContain("localhost");
    }

    @Test
    void givenTheAddressOfTheDocumentsThenEachRunbookIsThereAndTheirTestsExpectIt() throws IOException {
        run(command("token-family-alerts.yml"));

        assertThat(AlertRules.in(directory.resolve("token-family-alerts.yml")))
                .hasSameSizeAs(AlertRules.shipped())
                .allSatisfy(rule -> assertThat(rule.annotation("runbook_url"))
                        .endsWith("}}https://wiki.example.org/token-family{{ end }}/" + rule.annotation("runbook")));
        assertThat(Files.readString(directory.resolve("token-family-alerts.test.yml")))
                .contains("runbook_url: https://wiki.example.org/token-family/docs/")
                .doesNotContain("example.invalid");
        assertThat(Program.named("promtool", "prometheus").run(directory, "check", "rules", "token-family-alerts.yml"))
                .contains("SUCCESS");
    }
}
