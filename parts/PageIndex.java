import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes down which files of our pages are served, with their hashes: {@code PageFiles} reads it. The build runs this from
 * its source: {@code java PageIndex.java <folder>}.
 */
final class PageIndex {

    private PageIndex() {}

    /** Writes {@code index.txt} into the folder: a line for each script and style sheet, of its SHA-256, a blank and its name. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(arguments[0]);
        List<Path> served;
        try (Stream<Path> files = Files.walk(folder)) {
            served = files.filter(file -> file.toString().matches(".+\\.(js|css)"))
                    .sorted()
                    .toList();
        }
        StringBuilder index = new StringBuilder();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (Path file : served) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            String hash = HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
            index.append(hash).append(' ').append(name).append('\n');
        }
        Files.writeString(folder.resolve("index.txt"), index);
    }
}
