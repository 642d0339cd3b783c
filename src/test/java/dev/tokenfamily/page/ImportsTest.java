package dev.tokenfamily.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the scripts of our pages import is there: nothing bundles them, so that only a browser would notice. */
class ImportsTest {

    private static final Path SOURCES = Path.of("src/main");
    private static final Path LIBRARY = SOURCES.resolve("lit-html/lit-html.js");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^(?:import|export) [^;]*?from \"([^\"]+)\";");

    /** A script, and what it imports. */
    private record Import(Path script, Path imported) {

        static Stream<Import> of(Path script) {
            return IMPORTED.matcher(read(script))
                    .results()
                    .map(found -> new Import(
                            script, script.resolveSibling(found.group(1)).normalize()));
        }

        private static String read(Path script) {
            try {
                return Files.readString(script);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Import> imports() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .flatMap(Import::of)
                    .toList();
        }
    }

    @Test
    void thenEachFileThatIsImportedIsThere() throws IOException {
        assertThat(imports()).hasSizeGreaterThan(50).allSatisfy(found -> assertThat(found.imported())
                .as(found.script().toString())
                .satisfiesAnyOf(file -> assertThat(file).isEqualTo(LIBRARY), file -> assertThat(file)
                        .isRegularFile()));
    }

    /** What two pages need is in the folder that both of them know. */
    @Test
    void thenNoPageImportsOfAnother() throws IOException {
        assertThat(imports()).allSatisfy(found -> assertThat(folder(found.imported()))
                .as(found.script().toString())
                .isIn("lit-html", "page", folder(found.script())));
    }

    private static String folder(Path file) {
        return SOURCES.relativize(file).getName(0).toString();
    }
}
