package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The options that an operator sets where the server starts: one list has all of them. */
class ServerOptionsTest {

    private static final Pattern READ =
            Pattern.compile("(?:config|options|\\))\\.get(?:Int|Boolean|Array)?\\(\\s*\"([a-z]+(?:-[a-z]+)+|active)\"");

    private static final String SECTION = "## Options of the server\n";

    private static Set<String> read() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ServerOptionsTest::text)
                    .flatMap(source -> READ.matcher(source).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thenTheListHasEachThatIsRead() throws IOException {
        String options = text(Path.of("docs/reference/server-options.md"));
        String list = options.substring(options.indexOf(SECTION));

        assertThat(read())
                .contains("webhook-hosts", "metrics-clients", "self-service", "pool-max-size", "requests-per-minute")
                .allSatisfy(option -> assertThat(list).contains("`" + option + "`"));
        assertThat(list).contains("`error-uri`");
    }
}
