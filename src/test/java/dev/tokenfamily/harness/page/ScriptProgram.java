package dev.tokenfamily.harness.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.keycloak.util.JsonSerialization;

/**
 * A script of {@code src/test/clients} in a process of its own, which does what it is told: see {@code commands.mjs} and
 * {@code commands.py}.
 */
public final class ScriptProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path errors;
    private final AtomicInteger commands = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

    private ScriptProgram(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread reader = new Thread(this::readResults, "results of a script");
        reader.setDaemon(true);
        reader.start();
    }

    public static ScriptProgram onNode(String script, Map<String, String> settings) {
        return start(NodeModules.install(), List.of("node", script), settings);
    }

    /** On Debian's Python, which has Debian's libraries. */
    public static ScriptProgram onPython(String script, Map<String, String> settings) {
        return start(
                Path.of("src/test/clients"),
                List.of(PythonModules.PYTHON, "-B", script),
                settings); // -B: leaves no compiled files
    }

    private static ScriptProgram start(Path directory, List<String> program, Map<String, String> settings) {
        try {
            Path errors = Files.createTempFile("script", ".stderr");
            List<String> command = new ArrayList<>(program);
            command.add(JsonSerialization.writeValueAsString(settings));
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(errors.toFile())
                    .start();
            return new ScriptProgram(process, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has a command run, and gives its result. Others may be running meanwhile. */
    public JsonNode tell(String name, Map<String, ?> parameters) {
        int number = commands.incrementAndGet();
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        awaited.put(number, result);
        try {
            send(number, name, parameters);
            return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw failed(name + " has no result", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            awaited.remove(number);
        }
    }

    private synchronized void send(int number, String name, Map<String, ?> parameters) throws IOException {
        if (!process.isAlive()) {
            throw new EOFException("the script has ended");
        }
        Map<String, Object> command = new LinkedHashMap<>(parameters);
        command.put("number", number);
        command.put("name", name);
        OutputStream input = process.getOutputStream();
        input.write((JsonSerialization.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Until the script ends, which ends what is awaited. */
    private void readResults() {
        IOException end = new EOFException("the script has ended");
        try (BufferedReader results = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = results.readLine(); line != null; line = results.readLine()) {
                JsonNode answer = JsonSerialization.mapper.readTree(line);
                CompletableFuture<JsonNode> result =
                        awaited.get(answer.path("number").asInt());
                if (result != null) {
                    result.complete(answer.path("result"));
                }
            }
        } catch (IOException e) {
            end = e;
        }
        IOException why = end;
        awaited.values().forEach(result -> result.completeExceptionally(why));
    }

    private AssertionError failed(String what, Exception cause) {
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
