package dev.tokenfamily.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.harness.Languages;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What our pages say: every language says all of it, and the page says nothing else. */
class PageMessagesTest {

    /** A key in a script, as {@code "incidents.title"}; or its begin, as in {@code `incident.state.${state}`}. */
    private static final Pattern WHOLE = Pattern.compile("\"([a-z][a-zA-Z-]*(?:\\.[a-zA-Z_-]+)*)\"");

    private static final Pattern BEGIN = Pattern.compile("`([a-z][a-z-]*\\.[a-z.-]*)\\$\\{");

    /** A page's own code asks for these by the name of a screen. */
    private static final Pattern TITLE = Pattern.compile("[a-z]+\\.title");

    /** A key that a script passes to the messages right away. */
    private static final Pattern ASKED = Pattern.compile("messages\\.text\\(\\s*\"([^\"]+)\"");

    private static final Pattern COUNTED = Pattern.compile("messages\\.count\\(\\s*\"([^\"]+)\"");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    @ParameterizedTest
    @EnumSource
    void givenALanguageThenItSaysAllThatEnglishSays(Spoken page) {
        Properties english = page.messages("en");
        for (String language : Languages.inNamesOfFiles()) {
            Properties messages = page.messages(language);
            assertThat(messages.stringPropertyNames()).as(language).isEqualTo(english.stringPropertyNames());
            for (String key : messages.stringPropertyNames()) {
                assertThat(key).startsWith(page.prefix());
                assertThat(messages.getProperty(key)).as(language + " " + key).isNotBlank();
                assertThat(placeholders(messages.getProperty(key)))
                        .as(language + " " + key)
                        .isEqualTo(placeholders(english.getProperty(key)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void thenEachKeyThatThePageAsksForIsThere(Spoken page) {
        Set<String> keys = page.keys();
        assertThat(page.all(ASKED)).isNotEmpty().isSubsetOf(keys);
        assertThat(page.all(COUNTED)).isNotEmpty().allSatisfy(key -> assertThat(keys)
                .contains(key + ".one", key + ".other"));
    }

    @ParameterizedTest
    @EnumSource
    void thenThePageAsksForEachKey(Spoken page) {
        Set<String> whole = page.all(WHOLE);
        Set<String> begins = page.all(BEGIN);
        assertThat(page.keys())
                .allMatch(key -> whole.contains(key)
                        || whole.contains(key.replaceFirst("\\.(one|other)$", ""))
                        || TITLE.matcher(key).matches()
                        || begins.stream().anyMatch(key::startsWith)
                        || whole.stream().anyMatch(begin -> begin.contains(".") && key.startsWith(begin + ".")));
    }

    private static Set<String> placeholders(String message) {
        return PLACEHOLDER
                .matcher(message)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
