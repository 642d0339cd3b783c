package dev.tokenfamily.demo;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.server.ServerHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Keycloak of the demo: one folder, in which everything is that it remembers from one run to the next. */
final class DemoKeycloak {

    private static final Path REALM = Path.of("docker/demo-realm.json");

    /**
     * "… is implementing the internal SPI …": Keycloak warns of each provider that has to, at every start, and there is nothing
     * that whoever reads it could do. A log level would hide what else {@code org.keycloak.services} has to say.
     */
    private static final String INTERNAL_SPI = "KC-SERVICES0047";

    private static final int SECONDS_TO_STOP = 20;

    private final ServerHome home;
    private final URI url;
    /** Held for as long as this JVM lives. */
    private @Nullable FileLock lock;

    private DemoKeycloak(ServerHome home, URI url) {
        this.home = home;
        this.url = url;
    }

    /** The one in {@code target/live/demo}, which is installed there if it is not; it is to listen on that port. */
    static DemoKeycloak installed(int port) throws IOException {
        ServerHome home = ServerHome.at(Path.of(System.getProperty("live.directory"), "demo"));
        return new DemoKeycloak(home.withOurJar(), URI.create("http://localhost:" + port));
    }

    /** Its {@code KC_HOME}. */
    Path home() {
        return home.path();
    }

    /** Where it listens, on this machine only. */
    URI url() {
        return url;
    }

    /** Whether no other demo runs in this folder; if so, none can for as long as this JVM lives. */
    boolean isAlone() throws IOException {
        lock = FileChannel.open(home.path().resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
        return lock != null;
    }

    /**
     * Hands it the realm that it imports at its first start.
     *
     * @return whether it has, or will have, this realm and is this Keycloak; else it was made of others, and lacks what is new
     */
    boolean isUpToDate() throws IOException {
        Path imported =
                Files.createDirectories(home.path().resolve("data/import")).resolve("demo-realm.json");
        if (!Files.exists(imported)) {
            Files.copy(REALM, imported);
        }
        return Files.mismatch(REALM, imported) < 0
                && Files.mismatch(
                                ServerHome.tools().resolve("version.txt"),
                                home.path().resolve("version.txt"))
                        < 0;
    }

    /** Starts it. It stops with this JVM. */
    Process start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        home.path().resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + url.getPort(),
                        "--hostname=" + url, // mails have links only where this is said
                        "--log-level=warn")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // the one that Maven runs on, whatever java is on the PATH
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", AdminApi.USER);
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", AdminApi.USER);
        Process keycloak = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(keycloak), "stops Keycloak"));
        Thread printer = new Thread(() -> print(keycloak), "what Keycloak says");
        printer.setDaemon(true);
        printer.start();
        return keycloak;
    }

    @SuppressWarnings("SystemOut") // it talks to a person at a terminal
    private static void print(Process keycloak) {
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(keycloak.getInputStream(), StandardCharsets.UTF_8))) {
            said.lines().filter(line -> !line.contains(INTERNAL_SPI)).forEach(System.out::println);
        } catch (IOException | UncheckedIOException itHasEnded) {
            // and so has what it says
        }
    }

    private void stop(Process keycloak) {
        keycloak.descendants().forEach(ProcessHandle::destroy);
        keycloak.destroy();
        try {
            keycloak.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release(lock);
    }

    private static void release(@Nullable FileLock held) {
        try {
            if (held != null) {
                held.release();
            }
        } catch (IOException itEndsWithTheJvm) {
            // in a moment
        }
    }
}
