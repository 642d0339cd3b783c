package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.NodeProcesses;
import dev.tokenfamily.harness.page.NodeProgram;
import dev.tokenfamily.harness.realm.App;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A library of npm in a server or a command on Node.js, whose processes share a file.
 *
 * @param name of the package in npm
 * @param script of {@code src/test/clients}
 * @param server the script that those processes call; empty where they call none
 */
record NodeLibrary(
        String name, String kind, String preset, String script, String server, Map<Scenario, String> notApplicable)
        implements Library {

    NodeLibrary(String name, String kind, String preset, String script) {
        this(name, kind, preset, script, "", Map.of());
    }

    /** Which calls a server, by a script of its own. */
    NodeLibrary calling(String script) {
        return new NodeLibrary(name, kind, preset, this.script, script, notApplicable);
    }

    /** To which a scenario does not apply, for this reason. */
    NodeLibrary without(Scenario scenario, String reason) {
        return new NodeLibrary(name, kind, preset, script, server, Map.of(scenario, reason));
    }

    @Override
    public String version() {
        return NodeModules.version(name);
    }

    @Override
    public Installation install(App app, String user) {
        NodeProcesses processes = NodeProcesses.of(script, app);
        if (!server.isEmpty()) {
            processes.calling(server);
        }
        return new NodeInstallation(processes, new ArrayDeque<>(List.of(processes.logIn(app, user))));
    }

    /**
     * Processes that share a file.
     *
     * @param ready started by now, and no worker yet
     */
    private record NodeInstallation(NodeProcesses processes, Deque<NodeProgram> ready) implements Installation {

        @Override
        public Worker start() {
            return new NodeWorker(ready.isEmpty() ? processes.start() : ready.pop());
        }

        @Override
        public void close() {
            processes.close();
        }
    }

    private static final class NodeWorker implements Worker {

        private final NodeProgram program;
        private volatile boolean killed;

        NodeWorker(NodeProgram program) {
            this.program = program;
        }

        @Override
        public List<Outcome> call(int atOnce) {
            try {
                List<Outcome> outcomes = new ArrayList<>();
                for (JsonNode result : program.tell("call", Map.of("atOnce", atOnce))) {
                    outcomes.add(Outcome.of(result));
                }
                return outcomes;
            } catch (AssertionError ended) {
                if (killed) {
                    return List.of();
                }
                throw ended;
            }
        }

        @Override
        public void kill() {
            killed = true;
            program.kill();
        }
    }
}
