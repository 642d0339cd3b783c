package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The README can be read in five minutes, and what it says of others, of clients and of versions is shown elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadmeTest {

    private static final int WORDS = 900;

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\](?:\\([^)]+\\)|\\[[^\\]]+\\])");

    private String readme = "";

    @BeforeAll
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    private static String section(String text, String title) {
        int begin = text.indexOf("\n## " + title + "\n");
        assertThat(begin).as("## " + title).isNotNegative();
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    /** Of the table in the text, without its head. */
    private static List<List<String>> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(ReadmeTest::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    @Test
    void thenItHasAtMost900Words() {
        assertThat(Arrays.stream(readme.split("\\s+", -1)).filter(word -> word.matches("(?U).*\\w.*")))
                .hasSizeLessThanOrEqualTo(WORDS);
    }

    @Test
    void thenEachCellThatComparesLeadsToWhereThatIsShown() {
        List<List<String>> rows = rows(section(readme, "How it compares"));
        assertThat(rows).hasSizeGreaterThan(3).allSatisfy(row -> assertThat(row).hasSize(5));
        assertThat(rows.stream().flatMap(row -> row.stream().skip(1)))
                .allSatisfy(
                        cell -> assertThat(LINK.matcher(cell).find()).as(cell).isTrue());
        Set<String> used = Pattern.compile("\\]\\[([^\\]]+)\\]")
                .matcher(readme)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> defined = Pattern.compile("(?m)^\\[([^\\]]+)\\]: https://\\S+$")
                .matcher(readme)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).isEqualTo(defined);
    }

    @Test
    void thenWhatRealClientsDoIsWhatTheSuiteHasCounted() throws IOException {
        ClientCounts counts = ClientCounts.ofSuite();
        assertThat(rows(section(readme, "What real clients do")))
                .containsExactly(
                        counts.row("Four calls at the same moment", "parallel calls"),
                        counts.row("Four tabs or processes at the same moment", "several processes"),
                        counts.row(
                                "The answer is lost, or the process is killed before it stores it",
                                "killed before it stored",
                                "answer lost"),
                        counts.row(
                                "The answer is lost, and the client is offline for two hours", "lost, then offline"));
        assertThat(counts.libraries()).as("Eleven client libraries").isEqualTo(11);
    }

    @Test
    void thenKeycloakIsTheOneThatTheTestsStart() throws IOException {
        String version = Versions.ofBuild("keycloak.server.version");
        assertThat(Pattern.compile("\\b26\\.\\d+\\.\\d+\\b")
                        .matcher(readme)
                        .results()
                        .map(found -> found.group()))
                .isNotEmpty()
                .containsOnly(version);
        assertThat(readme).contains("Keycloak " + version.substring(0, version.lastIndexOf('.')));
    }

    @Test
    void thenAReaderIsAskedEightQuestionsEachOfWhichItAnswers() throws IOException {
        String questions = Files.readString(Path.of("docs/readers-questions.md"));
        assertThat(numbered(section(questions, "Questions"))).hasSize(8).allSatisfy(question -> assertThat(question)
                .contains("?"));
        assertThat(numbered(section(questions, "Expected answers"))).hasSize(8).allSatisfy(answer -> assertThat(answer)
                .contains("(../README.md#"));
    }

    private static List<String> numbered(String section) {
        return Arrays.stream(section.split("(?m)^\\d\\. ", -1)).skip(1).toList();
    }
}
