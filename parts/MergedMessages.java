import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one file of messages of the several that a language has: those of the admin console, the mails and the pages. A language is
 * there because its files are; nothing lists it. The build runs this from its source: {@code java MergedMessages.java <target> <folder>...}.
 */
final class MergedMessages {

    private MergedMessages() {}

    /** Fails, naming each file that is missing, where a language is not in all the folders. */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[0]);
        List<Path> folders = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        SortedSet<String> names = new TreeSet<>();
        for (Path folder : folders) {
            names.addAll(namesIn(folder));
        }
        List<Path> missing = names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(file -> !Files.exists(file))
                .toList();
        if (!missing.isEmpty()) {
            System.err.println("A language has a file in each of " + folders + ". Missing: " + missing);
            System.exit(1);
        }
        Files.createDirectories(target);
        for (String name : names) {
            Files.writeString(
                    target.resolve(name),
                    folders.stream()
                            .map(folder -> contentWithLastLineEnded(folder.resolve(name)))
                            .collect(Collectors.joining()));
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("messages_\\w+\\.properties"))
                    .toList();
        }
    }

    private static String contentWithLastLineEnded(Path file) {
        try {
            String content = Files.readString(file, StandardCharsets.UTF_8);
            return content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
