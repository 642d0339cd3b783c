package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.policy.PolicyKey;
import dev.tokenfamily.policy.ValueType.OneOf;
import dev.tokenfamily.policy.ValueType.Whole;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The labels and help texts of the admin console. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/theme-resources/messages");

    /** The unit, at the end of a label. */
    private static final Pattern UNIT = Pattern.compile("[(（](.+)[)）]$");

    static List<Path> languages() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void givenTheLanguagesThenThoseWePromiseAreAmongThem() throws IOException {
        assertThat(languages())
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "messages_de.properties",
                        "messages_en.properties",
                        "messages_es.properties",
                        "messages_fr.properties",
                        "messages_ja.properties",
                        "messages_pt.properties",
                        "messages_pt_BR.properties",
                        "messages_zh_CN.properties");
    }

    static Stream<Path> allMessages() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"));
                Stream<Path> themes = Files.walk(Path.of("themes"))) {
            return Stream.concat(sources, themes)
                    .filter(file -> file.getFileName().toString().matches("messages_.+\\.properties"))
                    .toList()
                    .stream();
        }
    }

    /** Java takes the last one, and says nothing. */
    @ParameterizedTest
    @MethodSource("allMessages")
    void thenNoKeyStandsTwice(Path messages) throws IOException {
        assertThat(Files.readAllLines(messages).stream()
                        .filter(line -> line.matches("[^#\\s][^=]*=.*"))
                        .map(line -> line.substring(0, line.indexOf('=')).strip()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void givenALanguageThenEachKeyHasALabelAndAHelpWithItsValues(Path language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(language)) {
            messages.load(reader);
        }
        assertThat(messages.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PolicyKey.values())
                        .flatMap(key -> Stream.of("token-family." + key.text(), "token-family." + key.text() + ".help"))
                        .toList());
        for (PolicyKey key : PolicyKey.values()) {
            String label = messages.getProperty("token-family." + key.text());
            assertThat(label).isNotBlank();
            String help = messages.getProperty("token-family." + key.text() + ".help");
            assertThat(help).isNotBlank();
            if (key.type() instanceof OneOf oneOf) {
                assertThat(help).contains(oneOf.texts());
            } else if (key.type() instanceof Whole range) {
                assertRange(help, range);
            }
            if (key.text().endsWith("-seconds")) {
                assertThat(help).containsIgnoringCase(unit(label));
            }
        }
    }

    private static void assertRange(String help, Whole range) {
        if (range.min() == 0) {
            assertThat(help).contains("0 = "); // what none means
        }
        assertThat(numbers(help)).contains(range.min(), range.defaultValue());
        if (range.max() != Integer.MAX_VALUE) {
            assertThat(numbers(help)).contains(range.max());
        }
    }

    private static List<Long> numbers(String text) {
        return Pattern.compile("[0-9]+")
                .matcher(text)
                .results()
                .map(number -> Long.valueOf(number.group()))
                .toList();
    }

    private static String unit(String label) {
        Matcher unit = UNIT.matcher(label);
        assertThat(unit.find()).as(label).isTrue();
        return unit.group(1);
    }
}
