package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.Directories;
import dev.tokenfamily.harness.DiskSpace;
import dev.tokenfamily.harness.ShortLivedJava;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An installed Keycloak distribution: what an operator unpacks, puts JARs into, and builds. */
public final class ServerHome {

    /** Unpacked, and built once. */
    private static final long MEGABYTES = 300;

    private final Path path;

    private ServerHome(Path path) {
        this.path = path;
    }

    /** A fresh copy of the distribution that Maven unpacked, under {@code target/live}. */
    public static ServerHome fresh(String name) {
        return copied(tools(), name);
    }

    /** A fresh copy of another distribution. */
    public static ServerHome copyOf(Path distribution, String name) {
        return copied(distribution, name);
    }

    /** A fresh copy with our JAR and the tests' own, built by these options. */
    public static ServerHome installed(String name, String... options) throws IOException, InterruptedException {
        return fresh(name).withOurJar().withTestServerJar().built(options);
    }

    /**
     * The same on PostgreSQL, built otherwise than the rest: with features of Keycloak's that few have, Shared Signals and clients that
     * attest a key, and without our console page. One build for all that need one of it.
     */
    public static ServerHome withMoreFeatures(String name) throws IOException, InterruptedException {
        return installed(
                name,
                "--db=postgres",
                "--features=ssf,client-auth-abca",
                "--spi-realm-restapi-extension--token-families--enabled=false");
    }

    private static Path live(String name) {
        return Path.of(System.getProperty("live.directory", "target/live")).resolve(name);
    }

    private static ServerHome copied(Path from, String name) {
        Path target = live(name);
        try {
            Directories.delete(target);
            DiskSpace.problemOf(target, MEGABYTES, "a Keycloak").ifPresent(problem -> {
                throw new IllegalStateException(problem);
            });
            Directories.copy(from, target);
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
        return withJar(ProviderJars.ours());
    }

    /** Puts another JAR there, in the place of ours. */
    public ServerHome withJar(Path jar) throws IOException {
        Path ours = path.resolve("providers").resolve(ProviderJars.ours().getFileName());
        Files.copy(jar, ours, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Takes it out again. */
    public ServerHome withoutOurJar() throws IOException {
        Files.delete(path.resolve("providers").resolve(ProviderJars.ours().getFileName()));
        return this;
    }

    /** Puts the tests' own providers into {@code providers/}. */
    public ServerHome withTestServerJar() throws IOException {
        ProviderJars.writeTestServer(path.resolve("providers/test-server.jar"));
        return this;
    }

    /** Puts the JAR into {@code providers/} that rolls requests back which are answered with an error. */
    public ServerHome withErrorsRolledBack() throws IOException {
        ProviderJars.writeErrorRollback(path.resolve("providers/error-rollback.jar"));
        return this;
    }

    /** Makes it say that it is another version of Keycloak; all else of it stays. */
    public ServerHome claiming(String version) throws IOException {
        Files.writeString(path.resolve("version.txt"), "Keycloak - Version " + version);
        Path common = path.resolve(
                "lib/lib/main/org.keycloak.keycloak-common-" + System.getProperty("keycloak.server.version") + ".jar");
        try (FileSystem inside = FileSystems.newFileSystem(common)) {
            Path properties = inside.getPath("keycloak-version.properties");
            Files.writeString(
                    properties, Files.readString(properties).replaceFirst("(?m)^version=.*$", "version=" + version));
        }
        return this;
    }

    /** Of the Keycloak that it is, by its own account. */
    public String version() throws IOException {
        return Files.readString(path.resolve("version.txt"), StandardCharsets.UTF_8)
                .strip()
                .replaceFirst("^Keycloak - Version ", "");
    }

    /** What {@code kc.sh build} makes of it, by these options. */
    public ServerHome built(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--metrics-enabled=true", "--health-enabled=true"));
        all.addAll(List.of(options));
        List<String> command = new ArrayList<>(List.of(path.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(all);
        BuiltServers.build(path, all, () -> run(command));
        return this;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ShortLivedJava.forServer());
        Process process = builder.start();
        process.getOutputStream().close();
        String output;
        try (InputStream printed = process.getInputStream()) {
            output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("Failed: " + String.join(" ", command) + "\n" + output);
        }
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("Run this with Maven, which sets the system property " + name);
        }
        return value;
    }
}
