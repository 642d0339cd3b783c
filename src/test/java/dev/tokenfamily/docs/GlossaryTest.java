package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten words have a fixed meaning, and whoever meets one of them for the first time in a document can look it up. */
final class GlossaryTest {

    private static final Path GLOSSARY = Path.of("docs/glossary.md");

    /** What is no place for a link, or is one to somewhere else: code, headings, comments, tags, what is generated. */
    private static final Pattern NO_PLACE = Pattern.compile("(?ms)^ *```.*?^ *```|^ {4,}\\S[^\n]*|`[^`\n]*`|^#[^\n]*"
            + "|<!-- written by .*? from here -->.*?to here -->|<[^>]*>|^\\[[^\\]\n]+\\]: [^\n]*"
            + "|\\[[^\\]]*\\](?:\\((?![^)]*glossary\\.md#)[^)]*\\)|\\[[^\\]]*\\])");

    /**
     * A word of the glossary.
     *
     * @param anchor of its entry
     * @param forms in which it is met
     */
    private record Word(String anchor, Pattern forms) {

        static Word of(String anchor, String forms) {
            return new Word(anchor, Pattern.compile("\\b(?:" + forms + ")\\b", Pattern.CASE_INSENSITIVE));
        }

        /** Where it is met first, if that is no link to its entry. */
        Optional<String> unexplained(String text) {
            String shown = NO_PLACE.matcher(text)
                    .replaceAll(part -> " ".repeat(part.group().length()));
            List<MatchResult> explained = Pattern.compile("\\[[^\\]]*\\]\\([^)]*glossary\\.md#" + anchor + "\\)")
                    .matcher(shown)
                    .results()
                    .toList();
            String words = Pattern.compile("\\]\\([^)]*\\)").matcher(shown).replaceAll(target -> " "
                    .repeat(target.group().length()));
            return forms.matcher(words)
                    .results()
                    .findFirst()
                    .filter(first -> explained.stream()
                            .noneMatch(link -> link.start() <= first.start() && first.end() <= link.end()))
                    .map(first -> "“%s” in line %d is no link to glossary.md#%s"
                            .formatted(
                                    first.group(),
                                    text.substring(0, first.start()).lines().count(),
                                    anchor));
        }
    }

    private static final List<Word> WORDS = List.of(
            Word.of("rotation", "rotat(?:ion|ions|es?|ed|ing)"),
            Word.of("family", "famil(?:y|ies)"),
            Word.of("generation", "generations?"),
            Word.of("head", "heads?"),
            Word.of("superseded", "superseded"),
            Word.of("grace-period", "grace\\s+periods?"),
            Word.of("retry", "retry|retries|retried"),
            Word.of("reuse", "reuse[sd]?"),
            Word.of("observe-mode", "observe\\s+mode|observed?"),
            Word.of("incident", "incidents?"));

    @Test
    void thenItExplainsTheseTenWords() {
        assertThat(WORDS).hasSize(10);
        assertThat(Headings.of(GLOSSARY))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("glossary"), WORDS.stream().map(Word::anchor))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/explanation/beside-keycloak.md",
                "docs/explanation/failures.md",
                "docs/explanation/grace.md",
                "docs/explanation/scaling.md",
                "docs/explanation/threat-model.md",
                "docs/how-to/alerts.md",
                "docs/how-to/backup-and-restore.md",
                "docs/how-to/global-revocation.md",
                "docs/how-to/install.md",
                "docs/how-to/multi-site.md",
                "docs/how-to/my-sign-ins.md",
                "docs/how-to/notify-users.md",
                "docs/how-to/token-stolen.md",
                "docs/how-to/uninstall.md",
                "docs/how-to/upgrade.md",
                "docs/how-to/user-complains.md",
                "docs/how-to/webhooks.md",
                "docs/how-to/write-a-client.md",
                "docs/reference/clients.md",
                "docs/reference/console-page.md",
                "docs/reference/coverage.md",
                "docs/reference/data-protection.md",
                "docs/reference/errors.md",
                "docs/reference/events.md",
                "docs/reference/incidents.md",
                "docs/reference/metrics.md",
                "docs/reference/policy.md",
                "docs/reference/presets.md",
                "docs/reference/report.md",
                "docs/reference/rest.md",
                "docs/reference/server-options.md",
                "docs/reference/versions.md",
                "docs/tutorial/observe-to-enforce.md",
                "docs/tutorial/see-it-work.md"
            })
    void thenEachIsALinkWhereADocumentUsesItFirst(String document) throws IOException {
        String text = Files.readString(Path.of(document));
        assertThat(WORDS.stream().flatMap(word -> word.unexplained(text).stream()))
                .isEmpty();
    }

    @Test
    void givenAWordThatIsNoLinkAtFirstThenItIsFound() {
        Word reuse = WORDS.get(7);
        assertThat(reuse.unexplained("# Reuse\n\n`reuse` and a [reuse](glossary.md#reuse), another reuse\n"))
                .isEmpty();
        assertThat(reuse.unexplained("A reuse, and a [reuse](glossary.md#reuse)"))
                .isPresent();
        assertThat(reuse.unexplained("A [reuse](glossary.md#retry)")).isPresent();
        assertThat(reuse.unexplained("[Max reuse](other.md) is no place")).isEmpty();
    }
}
