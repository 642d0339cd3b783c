package dev.tokenfamily.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of {@code src/release}, as the build runs it.
 *
 * @param name of its file
 */
record SourceProgram(String name) {

    /**
     * What came of a run.
     *
     * @param exit 0 if it did what it is for
     * @param said all that it has printed
     */
    record Result(int exit, String said) {}

    Result run(Path directory, List<String> arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                Path.of("src/release", name).toAbsolutePath().toString()),
                        arguments.stream())
                .toList();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            // a Java that picks these up says so
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(builder.environment()::remove);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
