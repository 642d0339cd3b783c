package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Languages;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the console page says: every language says all of it, and the page says nothing else. */
class ConsoleMessagesTest {

    private static final Path PAGE = Path.of("src/main/console");
    private static final String PREFIX = "token-family.console.";

    /** A key in a script, as {@code "incidents.title"}; or its begin, as in {@code `incident.state.${state}`}. */
    private static final Pattern WHOLE = Pattern.compile("\"([a-z][a-zA-Z-]*(?:\\.[a-zA-Z_-]+)*)\"");

    private static final Pattern BEGIN = Pattern.compile("`([a-z][a-z-]*\\.[a-z.-]*)\\$\\{");

    /** The page's own code asks for these by the name of a screen. */
    private static final Pattern TITLE = Pattern.compile("[a-z]+\\.title");

    /** A key that a script passes to the messages right away. */
    private static final Pattern ASKED = Pattern.compile("messages\\.text\\(\\s*\"([^\"]+)\"");

    private static final Pattern COUNTED = Pattern.compile("messages\\.count\\(\\s*\"([^\"]+)\"");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    static List<String> languages() {
        return Languages.inNamesOfFiles();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenALanguageThenItSaysAllThatEnglishSays(String language) {
        Properties english = messages("en");
        Properties messages = messages(language);
        assertThat(messages.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : messages.stringPropertyNames()) {
            assertThat(key).startsWith(PREFIX);
            assertThat(messages.getProperty(key)).as(language + " " + key).isNotBlank();
            assertThat(placeholders(messages.getProperty(key)))
                    .as(language + " " + key)
                    .isEqualTo(placeholders(english.getProperty(key)));
        }
    }

    @Test
    void thenEachKeyThatThePageAsksForIsThere() {
        Set<String> keys = keys();
        assertThat(all(ASKED)).isNotEmpty().isSubsetOf(keys);
        assertThat(all(COUNTED)).isNotEmpty().allSatisfy(key -> assertThat(keys)
                .contains(key + ".one", key + ".other"));
    }

    @Test
    void thenThePageAsksForEachKey() {
        Set<String> whole = all(WHOLE);
        Set<String> begins = all(BEGIN);
        assertThat(keys())
                .allMatch(key -> whole.contains(key)
                        || whole.contains(key.replaceFirst("\\.(one|other)$", ""))
                        || TITLE.matcher(key).matches()
                        || begins.stream().anyMatch(key::startsWith)
                        || whole.stream().anyMatch(begin -> begin.contains(".") && key.startsWith(begin + ".")));
    }

    private static Set<String> keys() {
        return messages("en").stringPropertyNames().stream()
                .map(key -> key.substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the pattern finds in the scripts of the page. */
    private static Set<String> all(Pattern pattern) {
        try (Stream<Path> files = Files.walk(PAGE)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> placeholders(String message) {
        return PLACEHOLDER
                .matcher(message)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties messages(String language) {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(PAGE.resolve("messages/messages_" + language + ".properties"))) {
            messages.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
