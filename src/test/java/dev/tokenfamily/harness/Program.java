package dev.tokenfamily.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine, and the environment variables that it gets besides those of this JVM. */
public record Program(Path path, Map<String, String> environment) {

    public Program(Path path) {
        this(path, Map.of());
    }

    /** The one on the PATH; without it the test is skipped. */
    public static Program named(String name, String debianPackage) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assume(program.isPresent(), "no " + name + " on the PATH (apt-get install " + debianPackage + ")");
        return new Program(program.orElseThrow());
    }

    /** The same, with these environment variables. */
    public Program in(Map<String, String> variables) {
        return new Program(path, variables);
    }

    /** Skips the test where it is not fulfilled, and says why. */
    public static void assume(boolean fulfilled, String otherwise) {
        Assumptions.assumeTrue(fulfilled, otherwise);
    }

    /** What it says, once it has ended well. */
    public String run(Path directory, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(path.toString()), Stream.of(arguments)).toList();
        try {
            Path output = Files.createTempFile("command", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(20, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command + (ended ? "" : " took too long") + "\n" + said);
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
