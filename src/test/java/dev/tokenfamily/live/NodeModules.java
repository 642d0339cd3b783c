package dev.tokenfamily.live;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The client libraries that {@code src/test/clients} names, installed by npm beside copies of the scripts there. */
final class NodeModules {

    private static final Path SOURCE = Path.of("src/test/clients");
    private static final Path TARGET = Path.of(System.getProperty("live.directory"), "clients");
    private static final int OLDEST_NODE = 20;

    private NodeModules() {}

    /** The directory. Without Node.js and npm the test is skipped. */
    static synchronized Path install() {
        program("node", "nodejs");
        program("npm", "npm");
        String version = run(Path.of("."), "node", "--version");
        assume(
                Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE,
                "Node.js " + OLDEST_NODE + " or later is needed, and this is " + version.strip());
        try {
            copySources();
            npmCi();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TARGET;
    }

    /** Where a program is; without it the test is skipped. */
    static Path program(String name, String debianPackage) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assume(program.isPresent(), "no " + name + " on the PATH (apt-get install " + debianPackage + ")");
        return program.orElseThrow();
    }

    @SuppressWarnings("SystemOut") // the report of a build does not name reasons
    private static void assume(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            System.err.println("Skipped: " + otherwise);
        }
        Assumptions.assumeTrue(fulfilled, "Skipped: " + otherwise);
    }

    private static void copySources() throws IOException {
        Files.createDirectories(TARGET);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SOURCE, Files::isRegularFile)) {
            for (Path file : files) {
                Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void npmCi() throws IOException {
        Path lock = TARGET.resolve("package-lock.json");
        Path installed = TARGET.resolve("node_modules/installed-package-lock.json");
        if (!Files.exists(installed) || Files.mismatch(lock, installed) != -1) {
            run(TARGET, "npm", "ci");
            Files.copy(lock, installed);
        }
    }

    private static String run(Path directory, String... command) {
        try {
            Path output = Files.createTempFile("command", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(List.of(command) + (ended ? "" : " took too long") + "\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
