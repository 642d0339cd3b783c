package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each link and each picture of a document leads to something that is there, and to a heading of it. */
final class LinksTest {

    /** Of Markdown, with or without a title, and of the HTML in it. */
    private static final Pattern LINK =
            Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)|(?:src|srcset|href)=\"([^\"]+)\"");

    /** Of another place: by its scheme. */
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z+.-]*:.*");

    /** What is shown as it is written. */
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");

    /**
     * A link of a document.
     *
     * @param document in which it is
     * @param target as it is written
     */
    private record Link(Path document, String target) {

        private Path file() {
            String path = target.split("#", 2)[0];
            return path.isEmpty() ? document : document.resolveSibling(path).normalize();
        }

        boolean leadsSomewhere(Map<Path, Set<String>> anchors) {
            String[] parts = target.split("#", 2);
            if (!Files.exists(file())) {
                return false;
            }
            return parts.length == 1
                    || !file().toString().endsWith(".md")
                    || anchors.computeIfAbsent(file(), Headings::of).contains(parts[1]);
        }
    }

    /** Of the documents that were looked into. */
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> guides = Files.walk(Path.of("docs"));
                Stream<Path> docker = Files.walk(Path.of("docker"));
                Stream<Path> tests = Files.walk(Path.of("src"))) {
            return Stream.of(top, guides, docker, tests)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static Stream<Link> links(Path document) {
        try {
            String text = CODE.matcher(Files.readString(document)).replaceAll("");
            return LINK.matcher(text)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .filter(target -> !ELSEWHERE.matcher(target).matches())
                    .map(target -> new Link(document, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thenEachLeadsToWhatIsThere() throws IOException {
        List<Link> links = documents().stream().flatMap(LinksTest::links).toList();
        assertThat(links).hasSizeGreaterThan(300);
        assertThat(links).filteredOn(link -> link.target.contains("#")).hasSizeGreaterThan(50);
        assertThat(links).filteredOn(link -> link.target.endsWith(".png")).isNotEmpty();
        assertThat(links).filteredOn(link -> !link.leadsSomewhere(anchors)).isEmpty();
    }

    @Test
    void givenALinkThatLeadsNowhereThenItIsFound() {
        Path document = Path.of("docs/explanation/failures.md");
        assertThat(new Link(document, "../reference/errors.md#origin_changed").leadsSomewhere(anchors))
                .isTrue();
        assertThat(new Link(document, "#when-something-fails").leadsSomewhere(anchors))
                .isTrue();
        assertThat(new Link(document, "../reference/errors.md#nothing").leadsSomewhere(anchors))
                .isFalse();
        assertThat(new Link(document, "nothing.md").leadsSomewhere(anchors)).isFalse();
        assertThat(new Link(document, "#nothing").leadsSomewhere(anchors)).isFalse();
    }
}
