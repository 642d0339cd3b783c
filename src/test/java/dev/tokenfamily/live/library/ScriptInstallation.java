package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.ScriptProcesses;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.realm.App;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Processes of a script that share a file.
 *
 * @param ready started by now, and no worker yet
 */
record ScriptInstallation(ScriptProcesses processes, Deque<ScriptProgram> ready) implements Installation {

    /** The first of them has logged the user in. */
    static ScriptInstallation loggedIn(ScriptProcesses processes, App app, String user) {
        return new ScriptInstallation(processes, new ArrayDeque<>(List.of(processes.logIn(app, user))));
    }

    @Override
    public Worker start() {
        return new ScriptWorker(ready.isEmpty() ? processes.start() : ready.pop());
    }

    @Override
    public void close() {
        processes.close();
    }
}
