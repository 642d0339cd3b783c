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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The theme's templates and words, as they lie in {@code themes/}. */
class ThemeTest {

    private static final Path THEME = Path.of("themes/token-family");

    static final List<String> LANGUAGES = Languages.inNamesOfFiles();

    private static final Pattern KEY = Pattern.compile("tokenFamily(?:Mail|Page)\\w+");

    /** MessageFormat takes a single one for the begin of a quotation. */
    private static final Pattern SINGLE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    /** Used by name from Java. */
    private static final Set<String> SUBJECT = Set.of(
            "tokenFamilyMailSubject",
            "tokenFamilyMailPlaceSubject",
            "tokenFamilyMailUnusualSubject",
            "tokenFamilyMailDigestSubject",
            "tokenFamilyMailDigestUnusualSubject",
            "tokenFamilyMailEndSubject",
            "tokenFamilyMailEndsSubject");

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(THEME)) {
            return files.filter(file -> file.toString().endsWith(".ftl")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "login"})
    void givenATypeThenEveryLanguageHasJustTheWordsOfItsTemplates(String type) throws IOException {
        Set<String> used = templates()
                .filter(file -> file.startsWith(THEME.resolve(type)))
                .flatMap(file -> KEY.matcher(read(file)).results())
                .map(key -> key.group())
                .collect(Collectors.toCollection(TreeSet::new));
        if (type.equals("email")) {
            used.addAll(SUBJECT);
        }
        Properties english = words(type, "en");
        for (String language : LANGUAGES) {
            Properties words = words(type, language);
            assertThat(words.stringPropertyNames()).as(language).containsExactlyInAnyOrderElementsOf(used);
            for (String key : used) {
                String word = words.getProperty(key);
                assertThat(word).as(language + " " + key).isNotBlank();
                assertThat(SINGLE_APOSTROPHE.matcher(word).find())
                        .as(language + " " + word)
                        .isFalse();
                assertThat(placeholders(word))
                        .as(language + " " + key)
                        .isEqualTo(placeholders(english.getProperty(key)));
            }
        }
    }

    /** Names, addresses and devices are what strangers chose; whatever is not escaped must be a word of ours. */
    @ParameterizedTest
    @MethodSource("templates")
    void givenATemplateThenItEscapesEverythingAndHasNoScript(Path template) {
        assertThat(read(template)).doesNotContain("no_esc", "kcSanitize", "<script", "javascript:", "onclick", "http:");
    }

    private static Set<String> placeholders(String word) {
        return Pattern.compile("\\{\\d}")
                .matcher(word)
                .results()
                .map(p -> p.group())
                .collect(Collectors.toSet());
    }

    private static Properties words(String type, String language) throws IOException {
        Properties words = new Properties();
        try (Reader reader =
                Files.newBufferedReader(THEME.resolve(type + "/messages/messages_" + language + ".properties"))) {
            words.load(reader);
        }
        return words;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A language has its words everywhere, or is none. */
    @ParameterizedTest
    @ValueSource(strings = {"email", "login"})
    void givenATypeThenItHasTheLanguagesOfTheConsole(String type) throws IOException {
        try (Stream<Path> files = Files.list(THEME.resolve(type + "/messages"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(LANGUAGES.stream()
                            .map(language -> "messages_" + language + ".properties")
                            .toList());
        }
    }
}
