package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Documents, and what the REST APIs say of themselves, are in plain international English. What that means is in
 * {@code src/test/resources/house-style.txt}.
 * Decisions ({@code docs/adr}) are left as they were taken.
 */
final class ProseTest {

    private final HouseStyle style = HouseStyle.read();

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> pages = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, pages)
                    .filter(file -> file.toString().endsWith(".md") && !file.startsWith("docs/adr"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> findings(Path document) {
        return style.findings(Prose.in(document));
    }

    private List<String> findings(String text) {
        return style.findings(Prose.of(
                Path.of("docs/page.md"), "# Page\n\nThis page is for you. At the end you know it.\n\n" + text));
    }

    @Test
    void thenAllAreInTheHouseStyle() throws IOException {
        List<Path> documents = documents();
        assertThat(documents)
                .contains(Path.of("README.md"), Path.of("docs/glossary.md"), Path.of("docs/how-to/upgrade.md"));
        assertThat(documents.stream().flatMap(document -> findings(document).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/openapi.yaml", "docs/openapi-my-sign-ins.yaml"})
    void thenWhatTheRestApisSayOfThemselvesIsToo(String file) throws IOException {
        JsonNode api = new YAMLMapper().readTree(Files.readString(Path.of(file)));
        List<String> texts = Stream.of("summary", "description")
                .flatMap(name -> api.findValuesAsText(name).stream())
                .toList();
        assertThat(texts).hasSizeGreaterThan(40).allSatisfy(text -> assertThat(
                        style.findings(Prose.of(Path.of(""), text)))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You can take out the JAR.",
                "You can take\nout the JAR.",
                "The report tells you more.",
                "It is set. Is off by default.",
                "* Says why it ended.",
                "| key | what falls |\n|---|---|\n| a | b |"
            })
    void givenWhatIsToBeWrittenOtherwiseThenItIsFoundInItsLine(String text) {
        assertThat(findings(text)).singleElement().asString().matches("docs/page.md:[5-6]: “.+” -> .+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`take out` is a [command](what-falls.md \"tells\").",
                "<img src=\"tells.png\" alt=\"It tells.\">",
                "```sh\ntells\n```",
                "    take out",
                "Is it off by default?",
                "`observe` reports. [It](tells.md) is off.",
                "| key | meaning |\n|---|---|\n| a | Is off |"
            })
    void givenCodeAQuestionOrACellThenNothingIsFound(String text) {
        assertThat(findings(text)).isEmpty();
    }

    @Test
    void givenALongSentenceThenItIsFound() {
        String words = "word ".repeat(HouseStyle.WORDS_OF_A_SENTENCE);
        assertThat(findings(words.strip() + ".")).isEmpty();
        assertThat(findings(words + "word."))
                .singleElement()
                .asString()
                .contains("docs/page.md:5: a sentence of 41 words");
        assertThat(findings("| " + words + words + " |")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Some words.", "This page is for you.", "At the end you know it. This page is for you."})
    void givenAPageThatDoesNotSayWhomItIsForAndWhatTheyHaveThenItIsFound(String beginning) {
        String text = "# Page\n\n" + beginning + "\n\nThe rest follows.\nIt is long.\n\nAt the end, it ends.\n";
        assertThat(style.findings(Prose.of(Path.of("docs/page.md"), text))).hasSize(1);
        assertThat(style.findings(Prose.of(Path.of("README.md"), text))).isEmpty();
    }
}
