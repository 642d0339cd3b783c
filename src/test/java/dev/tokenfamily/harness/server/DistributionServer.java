package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.AdminApi;
import dev.tokenfamily.harness.Await;
import dev.tokenfamily.harness.FreePort;
import dev.tokenfamily.harness.Http;
import dev.tokenfamily.harness.Program;
import dev.tokenfamily.harness.ShortLivedJava;
import dev.tokenfamily.harness.Signal;
import dev.tokenfamily.suite.Activity;
import dev.tokenfamily.suite.TimeSpent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Keycloak from its distribution, as a process of this machine that a test can also freeze and kill. */
public final class DistributionServer implements KeycloakServer {

    private static final Duration START = Duration.ofMinutes(3);

    private final ServerHome home;
    private final List<String> options;
    private final Map<String, String> environment = new HashMap<>(ShortLivedJava.forServer());
    private final int port;
    private final int managementPort;
    private @Nullable Process process;

    /** With the options that {@code kc.sh start} takes besides ports and host. */
    public DistributionServer(ServerHome home, String... options) {
        this(home, List.of(options));
    }

    /** The same. */
    public DistributionServer(ServerHome home, List<String> options) {
        this.home = home;
        this.options = List.copyOf(options);
        this.port = FreePort.find();
        this.managementPort = FreePort.find();
    }

    /** As Java runs it by default: for a server that is measured. */
    public DistributionServer longLived() {
        ShortLivedJava.forServer().keySet().forEach(environment::remove);
        return this;
    }

    /** With these environment variables too. */
    public DistributionServer in(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    @Override
    public DistributionServer start() {
        List<String> command = new ArrayList<>(List.of(
                home.path().resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname-strict=false",
                "--proxy-headers=xforwarded",
                "--log-level=info,io.smallrye.health:error"));
        if (options.stream().noneMatch(option -> option.startsWith("--cache"))) {
            command.add("--cache=local");
        }
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", AdminApi.USER);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", AdminApi.USER);
        // with room from the start, or it stands still to make some, where processors are scarce for seconds (ADR 12)
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms640m -Xmx1g -Xmn256m");
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process;
        return TimeSpent.on(Activity.START, () -> {
            awaitReady(started);
            return this;
        });
    }

    private void awaitReady(Process started) {
        boolean up = Await.within(START, () -> ready() || !started.isAlive());
        if (!up || !started.isAlive()) {
            stop();
            throw new IllegalStateException("Keycloak did not start; see " + log() + "\n" + logged());
        }
    }

    /** Whether it says that it can serve requests. */
    public boolean ready() {
        return Http.answers(management().resolve("/health/ready"));
    }

    /** A server that does not stop in time is killed. */
    @Override
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The names of the classes that it has loaded so far. */
    public String loadedClasses() {
        return jcmd("VM.class_hierarchy");
    }

    /** What is left of its heap after a whole garbage collection, in bytes. */
    public long liveBytes() {
        String total = jcmd("GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
    }

    /** Tells an agent, which is loaded if it is not yet, to do something. */
    public void tellAgent(Path library, String options) {
        jcmd("JVMTI.agent_load " + library + " \"" + options
                + "\""); // or what is before a = were an argument of jcmd's
    }

    private String jcmd(String command) {
        Program jcmd = new Program(Path.of(System.getProperty("java.home"), "bin", "jcmd"));
        return processes().stream()
                .filter(p -> p.info().command().orElse("").endsWith("/java"))
                .map(p -> jcmd.run(home.path(), Long.toString(p.pid()), command))
                .findFirst()
                .orElseThrow();
    }

    /** {@code kill -9}: nothing in it runs any more. */
    public void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(p -> Signal.send("KILL", p));
        // its ports and files are free again; what nobody reaps is never gone
        boolean unused = Await.within(Duration.ofMinutes(1), () -> all.stream().noneMatch(ProcessHandle::isAlive));
        process = null;
    }

    /** {@code kill -STOP}: it does nothing until {@link #resume}, and does not know that time passes. */
    public void freeze() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        processes().forEach(p -> Signal.send(name, p));
    }

    /** The script, and what it has started. */
    public List<ProcessHandle> processes() {
        Process running = Objects.requireNonNull(process, "not running");
        return Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String testHost() {
        return "127.0.0.1";
    }

    @Override
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public String logged() {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return home.path().resolve("server.log");
    }
}
