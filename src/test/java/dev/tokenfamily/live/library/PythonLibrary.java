package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.PythonModules;
import dev.tokenfamily.harness.page.ScriptProcesses;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.realm.App;

/**
 * A library that Debian has for Python, in a command: {@code src/test/clients/library-….py}, whose processes share a file.
 *
 * @param name which it has for Python too
 */
record PythonLibrary(String name, String debianPackage, String kind, String preset, String script) implements Library {

    @Override
    public String version() {
        return PythonModules.version(name, debianPackage);
    }

    @Override
    public Installation install(App app, String user) {
        return ScriptInstallation.loggedIn(ScriptProcesses.of(ScriptProgram::onPython, script, app), app, user);
    }
}
