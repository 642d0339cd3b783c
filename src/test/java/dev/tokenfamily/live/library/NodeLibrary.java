package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.ScriptProgram;
import dev.tokenfamily.harness.realm.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.keycloak.util.JsonSerialization;

/**
 * A library of npm in a server or a command, on Node.js: {@code src/test/clients/library-….mjs}, whose processes share a file.
 *
 * @param packageName in npm
 */
record NodeLibrary(String packageName, String kind, String preset, String script) implements Library {

    @Override
    public String name() {
        return packageName;
    }

    @Override
    public String version() {
        Path description = NodeModules.install().resolve("node_modules/" + packageName + "/package.json");
        try {
            return JsonSerialization.mapper
                    .readTree(description.toFile())
                    .path("version")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Installation install(App app, String user) {
        NodeModules.install();
        return new ScriptInstallation(app, settings -> ScriptProgram.onNode(script, settings)).loggedIn(user);
    }
}
