package dev.tokenfamily.harness.page;

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
import java.util.function.BiFunction;

/** The processes of one application that is a script, which share a file with what they have of their user. */
public final class ScriptProcesses implements AutoCloseable {

    private final BiFunction<String, Map<String, String>, ScriptProgram> language;
    private final String script;
    private final Path store;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<ScriptProgram> programs = new ArrayList<>();

    private ScriptProcesses(
            BiFunction<String, Map<String, String>, ScriptProgram> language, String script, App app, Path store) {
        this.language = language;
        this.script = script;
        this.store = store;
        settings.put("realm", app.realm().toString());
        settings.put("clientId", app.clientId());
        settings.put("store", store.toString());
        settings.put("redirectUri", Browser.REDIRECT);
    }

    /**
     * None of them runs yet, and the file does not exist.
     *
     * @param language what starts a script with settings: one of the two of {@link ScriptProgram}
     */
    public static ScriptProcesses of(
            BiFunction<String, Map<String, String>, ScriptProgram> language, String script, App app) {
        try {
            Path parent = Files.createDirectories(Path.of(System.getProperty("live.directory")));
            return new ScriptProcesses(
                    language,
                    script,
                    app,
                    Files.createTempDirectory(parent.toAbsolutePath(), "store").resolve("store.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server that they call, which is another script. */
    public ScriptProcesses calling(String server) {
        ScriptProgram program = language.apply(server, settings);
        programs.add(program);
        settings.put("server", program.tell("url", Map.of()).path("url").asText());
        return this;
    }

    /** Starts the first of them, which sends the user to Keycloak (the code flow). */
    public ScriptProgram logIn(App app, String user) {
        ScriptProgram program = start();
        String url = program.tell("authorizationUrl", Map.of()).path("url").asText();
        String back = new Browser()
                .visit(app, URI.create(url), user)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        program.tell("callback", Map.of("url", back));
        if (!Files.exists(store)) {
            throw new AssertionError(script + " has stored nothing");
        }
        return program;
    }

    /** One more of them. */
    public ScriptProgram start() {
        ScriptProgram program = language.apply(script, settings);
        programs.add(program);
        return program;
    }

    /** Ends all. */
    @Override
    public void close() {
        programs.forEach(ScriptProgram::close);
    }
}
