package dev.tokenfamily.harness.page;

import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Apache with a configuration of {@code src/test/clients}, on a port of its own: a process with child processes. */
public final class ApacheServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    private final Process process;
    private final int port;
    private final Path log;

    private ApacheServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** The version of a module's package; without it the test is skipped. */
    public static String moduleVersion(String module, String debianPackage) {
        Program.assume(
                Files.isExecutable(PROGRAM) && Files.exists(MODULES.resolve(module + ".so")),
                "no Apache with " + module + " (apt-get install apache2-bin " + debianPackage + ")");
        return Program.named("dpkg-query", "dpkg")
                .run(Path.of("."), "--showformat=${Version}", "--show", debianPackage);
    }

    /**
     * Started, when it listens.
     *
     * @param directory where it has its files; the configuration knows it as {@code directory}, and its own port as {@code port}
     * @param definitions what else the configuration knows
     */
    public static ApacheServer start(
            String configuration, Path directory, Map<String, String> definitions, Map<String, String> environment) {
        int port = FreePort.find();
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "-D", "FOREGROUND"));
        Stream.concat(
                        definitions.entrySet().stream(),
                        Map.of("port", Integer.toString(port), "directory", directory.toString()).entrySet().stream())
                .forEach(entry ->
                        command.addAll(List.of("-C", "Define " + entry.getKey() + " \"" + entry.getValue() + "\"")));
        command.addAll(List.of(
                "-f",
                Path.of("src/test/clients", configuration).toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(port + ".out").toFile());
        builder.environment().putAll(environment);
        try {
            ApacheServer server = new ApacheServer(builder.start(), port, directory.resolve(port + ".log"));
            server.awaitReady(directory.resolve(port + ".out"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(Path output) throws IOException {
        Await.until(() -> listens() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("Apache has ended:\n" + Files.readString(output));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** What it has written so far. */
    public List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and its child processes at once, whatever they do. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly(); // first, since it starts children anew
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
