package dev.tokenfamily.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The languages that the extension speaks: those of which there is a file of messages. */
public final class Languages {

    private static final Path MESSAGES = Path.of("src/main/resources/theme-resources/messages");
    private static final Pattern FILE = Pattern.compile("^messages_(\\w+)\\.properties$");

    private Languages() {}

    /** As names of files have them, sorted, such as {@code pt_BR}. */
    public static List<String> inNamesOfFiles() {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.flatMap(
                            file -> FILE.matcher(file.getFileName().toString()).results())
                    .map(name -> name.group(1))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Keycloak names them, which takes BCP 47's language tags, such as {@code pt-BR}. */
    public static List<String> tags() {
        return inNamesOfFiles().stream().map(name -> name.replace('_', '-')).toList();
    }
}
