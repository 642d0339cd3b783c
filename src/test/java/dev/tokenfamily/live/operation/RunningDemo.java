package dev.tokenfamily.live.operation;

import dev.tokenfamily.demo.DemoServer;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.ShortLivedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo, as {@code mvn -Prun} starts it once all is built, in a process of its own. */
final class RunningDemo implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);

    private final Process process;
    private final Path output;

    private RunningDemo(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** On that port, in the folder {@code demo} of this one. Does not wait. */
    static RunningDemo on(int port, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path output = Files.createTempFile(folder, "demo", ".log");
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Dport=" + port,
                "-Dlive.directory=" + folder,
                property("keycloak.home"),
                property("project.jar"),
                "-classpath",
                System.getProperty("java.class.path"),
                DemoServer.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(ShortLivedJava.forServer());
        return new RunningDemo(builder.start(), output);
    }

    private static String property(String name) {
        return "-D" + name + "=" + System.getProperty(name);
    }

    /** All it has said so far. */
    String said() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said what is where. */
    RunningDemo ready() {
        Await.within(START, () -> said().contains("Press Ctrl-C") || !process.isAlive());
        if (!said().contains("Press Ctrl-C")) {
            throw new AssertionError("The demo did not start:\n" + said());
        }
        return this;
    }

    /** Waits until it has ended by itself, and returns with what. */
    int ended() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The demo did not end:\n" + said());
        }
        return process.exitValue();
    }

    /** What it has said behind that word, up to the next blank. */
    String named(String word) {
        Matcher line = Pattern.compile("(?m)^\\s*" + Pattern.quote(word) + "\\s*(\\S+)")
                .matcher(said());
        if (!line.find()) {
            throw new AssertionError("Nothing about " + word + " in:\n" + said());
        }
        return line.group(1);
    }

    /** As Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        if (!Await.within(Duration.ofMinutes(1), () -> !process.isAlive())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
