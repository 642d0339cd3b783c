package dev.tokenfamily.harness.server;

import dev.tokenfamily.harness.BetweenForks;
import dev.tokenfamily.harness.Program;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The JAR as it was before the tables got their smaller indexes (ADR 35), for clusters of which one node has been upgraded. Its
 * classes, services and change sets are those of a commit of this repository, compiled here; presets, themes and pages are today's.
 */
public final class EarlierJar {

    private static final String COMMIT = "c00062d903c616849c3028b48b3ef30801e200ee";

    private static final Path HERE = Path.of("").toAbsolutePath();

    private EarlierJar() {}

    /** Built by whoever asks first; a test is skipped where the clone does not reach back so far. */
    public static Path built() {
        Program git = Program.named("git", "git");
        Program.assume(has(git), "this clone does not have the commit " + COMMIT + " (git fetch --unshallow)");
        return BetweenForks.made("earlier-" + COMMIT + ".jar", jar -> make(git, jar));
    }

    private static boolean has(Program git) {
        try {
            git.run(HERE, "cat-file", "-e", COMMIT + "^{commit}");
            return true;
        } catch (IllegalStateException missing) {
            return false;
        }
    }

    private static void make(Program git, Path jar) throws IOException {
        Path work = Files.createTempDirectory("earlier");
        Path archive = work.resolve("archive.zip");
        git.run(HERE, "archive", "--format=zip", "--output=" + archive, COMMIT, "src/main/java", "src/main/resources");
        Path classes = Files.createDirectory(work.resolve("classes"));
        unpack(archive, "src/main/java", work.resolve("java"));
        unpack(archive, "src/main/resources", classes);
        compile(work.resolve("java"), classes);
        Files.copy(ProviderJars.ours(), jar);
        replace(jar, classes);
    }

    private static void unpack(Path archive, String folder, Path target) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            copy(zip.getPath(folder), target);
        }
    }

    /** Against what the tests run with, but for the classes of today. */
    private static void compile(Path sources, Path classes) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.replace('\\', '/').matches(".*/target/(test-)?classes/?"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-parameters", "--release", "17", "-cp", classPath, "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        Path log = classes.resolveSibling("javac.log");
        try (var output = Files.newOutputStream(log)) {
            int failed =
                    ToolProvider.getSystemJavaCompiler().run(null, output, output, arguments.toArray(String[]::new));
            if (failed != 0) {
                throw new IOException("The sources of " + COMMIT + " do not compile: " + Files.readString(log));
            }
        }
    }

    /** All classes, services and change sets of the JAR by these. */
    private static void replace(Path jar, Path classes) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Path root = inside.getPath("/");
            try (Stream<Path> ours = Files.walk(root)) {
                for (Path file : ours.filter(EarlierJar::ofToday).toList()) {
                    Files.delete(file);
                }
            }
            copy(classes, root);
        }
    }

    private static boolean ofToday(Path file) {
        String name = file.toString();
        return name.endsWith(".class") || (name.startsWith("/META-INF/services/") && !name.endsWith("/"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
