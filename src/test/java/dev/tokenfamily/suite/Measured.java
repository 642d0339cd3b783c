package dev.tokenfamily.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a test has measured or chosen, and asserts nothing of: kept in {@code measured.txt} beside the times of the run. */
public final class Measured {

    private Measured() {}

    /** Adds a line. Outside Maven, it goes to the console. */
    @SuppressWarnings("SystemOut")
    public static void note(String line) {
        String directory = System.getProperty("suite.directory");
        if (directory == null) {
            System.out.println(line);
            return;
        }
        try {
            Path file = Files.createDirectories(Path.of(directory)).resolve("measured.txt");
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
