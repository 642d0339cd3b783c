package dev.tokenfamily.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.keycloak.util.JsonSerialization;

/** The tables of {@code docs/reference/clients.md} are what the suite's last run has counted, of all that it plays. */
final class RealClientsTableTest {

    private static final String AGAIN = "`mvn verify -Pclients` writes both, and both are committed";

    @Test
    void givenTheSuiteThenEveryLibraryIsThereInEveryScenarioUnderEveryRule() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Library library : Libraries.ALL) {
            for (Scenario scenario : Scenario.values()) {
                if (!library.notApplicable().containsKey(scenario)) {
                    Stream.of(Rule.values())
                            .forEach(rule -> expected.add(library.name() + " " + scenario + " " + rule));
                }
            }
        }
        assertThat(Results.cells())
                .extracting(cell -> cell.library() + " " + cell.scenario() + " " + cell.rule())
                .as(AGAIN)
                .isEqualTo(expected);
    }

    @Test
    void givenWhatWasCountedThenThePageSaysIt() throws IOException {
        assertThat(Results.page()).as(AGAIN).isEqualTo(new Table(Results.cells()).in(Results.page()));
    }

    @ParameterizedTest
    @FieldSource("dev.tokenfamily.live.library.Libraries#ALL")
    void givenALibraryThenNobodyIsLoggedOutUnderOurPresetAndSomebodyOtherwise(Library library) throws IOException {
        RealClientsIT.assertPromised(
                library,
                Results.cells().stream()
                        .filter(cell -> cell.library().equals(library.name()))
                        .toList());
    }

    @Test
    void givenALibraryOfNpmThenTheVersionThatIsInstalledWasPlayed() throws IOException {
        JsonNode installed = JsonSerialization.mapper
                .readTree(Path.of("src/test/clients/package.json").toFile())
                .path("dependencies");
        assertThat(Results.cells())
                .filteredOn(cell -> installed.has(cell.library()))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.version())
                        .isEqualTo(installed.path(cell.library()).asText()));
    }

    @Test
    void givenACellThenItsLineSaysAllOfIt() throws IOException {
        for (Cell cell : Results.cells()) {
            assertThat(Cell.of(cell.line())).isEqualTo(cell);
        }
    }

    @Test
    void givenAFailureThenItIsToldWithoutTokensAndPorts() {
        String token = "eyJhbGciOiJIUzUxMiIsInR5cCI.eyJleHAiOjE3OTY1OTk4Njcs.hT8Wq_dd-e3";
        assertThat(Outcome.failed("Error:  at 127.0.0.1:4711\n with " + token).shown())
                .isEqualTo("Error: at 127.0.0.1:… with …");
    }
}
