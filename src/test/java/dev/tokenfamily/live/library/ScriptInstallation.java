package dev.tokenfamily.live.library;

import dev.tokenfamily.harness.page.ScriptProgram;
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
import java.util.function.Function;

/** An application that is a script: its processes share a file. */
final class ScriptInstallation implements Installation {

    private final App app;
    private final Path store;
    private final Function<Map<String, String>, ScriptProgram> script;
    private final List<ScriptWorker> workers = new ArrayList<>();

    /** Of a script that is started with settings. */
    ScriptInstallation(App app, Function<Map<String, String>, ScriptProgram> script) {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of(System.getProperty("live.directory"))), "library");
            this.store = directory.toAbsolutePath().resolve("store.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.app = app;
        this.script = script;
    }

    /** The code flow, by a process that ends then. */
    ScriptInstallation loggedIn(String user) {
        try (ScriptProgram program = program()) {
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
            throw new AssertionError("The script has stored nothing");
        }
        return this;
    }

    private ScriptProgram program() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("realm", app.realm().toString());
        settings.put("clientId", app.clientId());
        settings.put("store", store.toString());
        return script.apply(settings);
    }

    @Override
    public Worker start() {
        ScriptWorker worker = new ScriptWorker(program());
        workers.add(worker);
        return worker;
    }

    @Override
    public void close() {
        workers.forEach(ScriptWorker::close);
    }
}
