package dev.tokenfamily.live.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenfamily.harness.page.NodeModules;
import dev.tokenfamily.harness.page.NodeProgram;
import dev.tokenfamily.harness.realm.App;
import dev.tokenfamily.harness.realm.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of(System.getProperty("live.directory"))), "library");
            return new NodeInstallation(script, app, directory.resolve("store.json")).loggedIn(user);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processes that share a file. */
    private static final class NodeInstallation implements Installation {

        private final String script;
        private final App app;
        private final Path store;
        private final List<NodeWorker> workers = new ArrayList<>();

        NodeInstallation(String script, App app, Path store) {
            this.script = script;
            this.app = app;
            this.store = store;
        }

        /** The code flow, by a process that ends then. */
        NodeInstallation loggedIn(String user) {
            try (NodeProgram program = program()) {
                String url = program.tell("authorizationUrl", Map.of("redirectUri", Browser.REDIRECT))
                        .path("url")
                        .asText();
                String back = new Browser()
                        .visit(app, URI.create(url), user)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
                program.tell("callback", Map.of("url", back));
            }
            if (!Files.exists(store)) {
                throw new AssertionError(script + " has stored nothing");
            }
            return this;
        }

        private NodeProgram program() {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("realm", app.realm().toString());
            settings.put("clientId", app.clientId());
            settings.put("store", store.toString());
            return NodeProgram.start(script, settings);
        }

        @Override
        public Worker start() {
            NodeWorker worker = new NodeWorker(program());
            workers.add(worker);
            return worker;
        }

        @Override
        public void close() {
            workers.forEach(NodeWorker::close);
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
                    JsonNode shown = result.path("shown");
                    outcomes.add(shown.isTextual() ? Outcome.failed(shown.asText()) : Outcome.SERVED);
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

        void close() {
            program.close();
        }
    }
}
