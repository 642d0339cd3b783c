package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.ScriptProcesses;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.realm.App;
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
        ScriptProcesses processes = ScriptProcesses.of(ScriptProgram::onNode, script, app);
        if (!server.isEmpty()) {
            processes.calling(server);
        }
        return ScriptInstallation.loggedIn(processes, app, user);
    }
}
