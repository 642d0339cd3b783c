package dev.tokenfamily.harness.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** An installed Keycloak distribution: what an operator unpacks, puts JARs into, and builds. */
public final class ServerHome {

    private static final Map<String, String> TEST_SERVICES = Map.of(
            "org.keycloak.services.resource.RealmResourceProviderFactory",
            "dev.tokenfamily.testserver.TestServerResourceFactory",
            "org.keycloak.protocol.oidc.token.TokenPostProcessorFactory",
            "dev.tokenfamily.testserver.DisturbingPostProcessorFactory",
            "org.keycloak.protocol.ProtocolMapper",
            "dev.tokenfamily.testserver.FailingResponseMapper",
            "org.keycloak.storage.UserStorageProviderFactory",
            "dev.tokenfamily.testserver.ForeignUsersFactory");

    private final Path path;

    private ServerHome(Path path) {
        this.path = path;
    }

    /** A fresh copy of the distribution that Maven unpacked, under {@code target/live}. */
    public static ServerHome fresh(String name) {
        return copied(tools(), name);
    }

    /** With our JAR and the tests' own, for PostgreSQL. Built once in a run, which takes longer than to copy it. */
    public static synchronized ServerHome onPostgres(String name) throws IOException, InterruptedException {
        String shared = "built-for-postgres-" + ProcessHandle.current().pid();
        if (!Files.exists(live(shared))) {
            fresh(shared).withOurJar().withTestServerJar().built("--db=postgres");
        }
        return copied(live(shared), name);
    }

    private static Path live(String name) {
        return Path.of(System.getProperty("live.directory", "target/live")).resolve(name);
    }

    private static ServerHome copied(Path from, String name) {
        Path target = live(name);
        try {
            delete(target);
            copy(from, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerHome(target.toAbsolutePath());
    }

    /** A second node's: as this one is now, built or not. */
    public ServerHome twin(String name) {
        return copied(path, name);
    }

    /** The distribution itself, which nobody changes, for its {@code bin/kcadm.sh}. */
    public static Path tools() {
        return Path.of(property("keycloak.home"));
    }

    /** The one installed there before, or else a fresh copy. */
    public static ServerHome at(Path target) {
        return Files.exists(target)
                ? new ServerHome(target.toAbsolutePath())
                : fresh(target.getFileName().toString());
    }

    public Path path() {
        return path;
    }

    /** Puts our JAR into {@code providers/}. */
    public ServerHome withOurJar() throws IOException {
        Path jar = Path.of(property("project.jar"));
        Files.copy(jar, path.resolve("providers").resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Takes it out again. */
    public ServerHome withoutOurJar() throws IOException {
        Files.delete(path.resolve("providers")
                .resolve(Path.of(property("project.jar")).getFileName()));
        return this;
    }

    /** Puts the tests' own providers into {@code providers/}. */
    public ServerHome withTestServerJar() throws IOException {
        writeTestServerJar(path.resolve("providers/test-server.jar"));
        return this;
    }

    /** Makes that JAR of the tests' own providers. */
    public static void writeTestServerJar(Path target) throws IOException {
        Path classes = Path.of("target/test-classes");
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> found = Files.list(classes.resolve("dev/tokenfamily/testserver"))) {
            for (Path entry : found.toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, jar);
            }
            for (Map.Entry<String, String> service : TEST_SERVICES.entrySet()) {
                jar.putNextEntry(new JarEntry("META-INF/services/" + service.getKey()));
                jar.write(service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Runs {@code kc.sh build}. */
    public ServerHome built(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                path.resolve("bin/kc.sh").toString(), "build", "--metrics-enabled=true", "--health-enabled=true"));
        command.addAll(List.of(options));
        run(command);
        return this;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (InputStream printed = process.getInputStream()) {
            output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("Failed: " + String.join(" ", command) + "\n" + output);
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("Run this with Maven, which sets the system property " + name);
        }
        return value;
    }

    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
