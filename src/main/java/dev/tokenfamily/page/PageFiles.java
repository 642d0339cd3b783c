package dev.tokenfamily.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * The pages' scripts and style sheets, in the JAR. The build writes an index of them with the hash of each
 * ({@code parts/PageIndex.java}): what is not in it is not served, and the hash of the index is in the URL of every file. So a
 * browser may keep a file for ever, and never runs one of an old JAR together with one of a new.
 */
public final class PageFiles {

    private static final String FOLDER = "/token-family-pages/";
    private static final String INDEX = "index.txt";

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8");

    private final String version;
    private final Map<String, File> files;

    /**
     * A file of a page.
     *
     * @param type its media type
     */
    record File(String name, String type) {

        private static File of(String name) {
            String ending = name.substring(name.lastIndexOf('.') + 1);
            return new File(name, Optional.ofNullable(TYPES.get(ending)).orElseThrow());
        }

        byte[] content() throws IOException {
            return read(name);
        }
    }

    private PageFiles(String version, Map<String, File> files) {
        this.version = version;
        this.files = files;
    }

    /** Those of this JAR. Fails where it has none, since then it was not built as it should be. */
    public static PageFiles ofThisJar() {
        try {
            byte[] index = read(INDEX);
            return new PageFiles(
                    HexFormat.of().formatHex(HashUtils.hash(JavaAlgorithm.SHA256, index), 0, 8),
                    new String(index, StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> File.of(line.substring(line.indexOf(' ') + 1)))
                            .collect(Collectors.toMap(File::name, Function.identity())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all files together, 16 hexadecimal digits. */
    String version() {
        return version;
    }

    /** Empty where there is no such file, or no such version of it. */
    Optional<File> find(String asked, String name) {
        return asked.equals(version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new FileNotFoundException(FOLDER + name);
            }
            return file.readAllBytes();
        }
    }
}
