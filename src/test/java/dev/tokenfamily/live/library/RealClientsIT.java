package dev.tokenfamily.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.server.KeycloakServer;
import dev.tokenfamily.harness.server.LiveKeycloak;
import dev.tokenfamily.suite.ClientsOnly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every library in every scenario under every rule; what comes of it is written into {@code docs/reference/clients.md}. */
@ClientsOnly
@ExtendWith(LiveKeycloak.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsIT {

    private final KeycloakServer server;

    RealClientsIT(KeycloakServer server) {
        this.server = server;
    }

    /** All, or those that {@code -Dclients=} names, with commas between. */
    static Stream<Library> libraries() {
        List<String> chosen = List.of(System.getProperty("clients", "").split(","));
        return Libraries.ALL.stream().filter(library -> chosen.contains("") || chosen.contains(library.name()));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void givenOurPresetThenNobodyIsLoggedOut(Library library) throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            Stage stage = Stage.of(server, library, rule);
            for (Scenario scenario : Scenario.values()) {
                if (!library.notApplicable().containsKey(scenario)) {
                    cells.add(stage.play(scenario));
                }
            }
        }
        Results.replace(library, cells);
        assertPromised(library, cells);
    }

    static void assertPromised(Library library, List<Cell> cells) {
        assertThat(cells)
                .filteredOn(cell -> cell.rule() == Rule.PRESET && Presets.promises(library.preset(), cell.scenario()))
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.loggedOut()).as(cell.line()).isZero());
        for (Rule other : List.of(Rule.NO_GRACE, Rule.SWITCH)) {
            assertThat(cells)
                    .filteredOn(cell -> cell.rule() == other)
                    .as("this suite can see that somebody is logged out")
                    .anySatisfy(cell -> assertThat(cell.loggedOut()).isPositive());
        }
    }
}
