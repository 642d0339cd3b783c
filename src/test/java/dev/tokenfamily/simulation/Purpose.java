package dev.tokenfamily.simulation;

import static dev.tokenfamily.simulation.Population.AGENTS;
import static dev.tokenfamily.simulation.Population.APP_KILLED;
import static dev.tokenfamily.simulation.Population.BROWSER_TABS;
import static dev.tokenfamily.simulation.Population.CLOCK_JUMPS;
import static dev.tokenfamily.simulation.Population.GATEWAY;
import static dev.tokenfamily.simulation.Population.MCP_HOST;
import static dev.tokenfamily.simulation.Population.PHONE;
import static dev.tokenfamily.simulation.Population.SERVER_RENDERED;
import static dev.tokenfamily.simulation.Population.SLEEPING_LAPTOP;

import java.util.List;
import java.util.Map;

/** Which clients a preset is for. The others are for a thief (`strict`), for keys (`fapi2`), or to look on (`observe-first`). */
final class Purpose {

    private static final Map<String, List<Population>> CLIENTS = Map.of(
            "rfc9700-public", List.of(BROWSER_TABS, SERVER_RENDERED, GATEWAY, CLOCK_JUMPS, SLEEPING_LAPTOP),
            "browser-app", List.of(BROWSER_TABS, SERVER_RENDERED, CLOCK_JUMPS, SLEEPING_LAPTOP),
            "native-mobile", List.of(PHONE, APP_KILLED, CLOCK_JUMPS),
            "cli-agents", List.of(AGENTS, GATEWAY, CLOCK_JUMPS),
            "mcp", List.of(MCP_HOST, AGENTS, GATEWAY, CLOCK_JUMPS));

    private Purpose() {}

    /** The populations that the preset is for; none for a model. */
    static List<Population> of(Contender contender) {
        return CLIENTS.getOrDefault(contender.id(), List.of());
    }

    /** Those of them of which nobody may be logged out. */
    static List<Population> promised(Contender contender) {
        return of(contender).stream()
                .filter(population -> switch (population.promise()) {
                    case ALWAYS -> true;
                    case WITH_LATE_RECOVERY -> contender.windows().recoverLate();
                    case NEVER -> false;
                })
                .toList();
    }
}
