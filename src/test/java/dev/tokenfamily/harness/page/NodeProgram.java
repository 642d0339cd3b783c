package dev.tokenfamily.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** A script of {@code src/test/clients} in a process of its own, which does what it is told: see {@code commands.mjs}. */
public final class NodeProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader results;
    private final Path errors;

    private NodeProgram(Process process, Path errors) {
        this.process = process;
        this.results = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    public static NodeProgram start(String script, Map<String, String> settings) {
        Path directory = NodeModules.install();
        try {
            Path errors = Files.createTempFile(directory, script, ".stderr");
            Process process = new ProcessBuilder("node", script, JsonSerialization.writeValueAsString(settings))
                    .directory(directory.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new NodeProgram(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a command run, and gives its result. */
    public JsonNode tell(String name, Map<String, ?> parameters) {
        Map<String, Object> command = new LinkedHashMap<>(parameters);
        command.put("name", name);
        CompletableFuture<@Nullable String> result = CompletableFuture.supplyAsync(() -> exchange(command));
        try {
            String line = result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw failed(name + " ended the script", null);
            }
            return JsonSerialization.mapper.readTree(line);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw failed(name + " has no result", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String exchange(Map<String, Object> command) {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write((JsonSerialization.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
            return results.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AssertionError failed(String what, @Nullable Exception cause) {
        try {
            return new AssertionError(what + "; it says:\n" + Files.readString(errors), cause);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, whatever it does. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Lets it end, or ends it and all that it started. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
            Files.delete(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
