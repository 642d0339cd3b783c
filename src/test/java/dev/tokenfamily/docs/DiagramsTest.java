package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The diagrams of the README, and the picture of the dashboard, can be read on a light and on a dark page: each brings its own ground,
 * and colours for both.
 */
final class DiagramsTest {

    private static final Pattern COLOURED = Pattern.compile("\\.([a-z]+)\\{[^}]*#[0-9a-f]{6}");
    private static final Pattern USED = Pattern.compile("class=\"([a-z]+)\"");

    private static Stream<Path> diagrams() throws IOException {
        Matcher picture = Pattern.compile("src=\"([^\"]+\\.svg)\"").matcher(Files.readString(Path.of("README.md")));
        return Stream.concat(
                picture.results().map(found -> Path.of(found.group(1))),
                Stream.of(Path.of("docs/images/dashboard.svg")));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void thenEachColourIsThereForLightAndForDark(Path diagram) throws IOException {
        String svg = Files.readString(diagram);
        String[] schemes = svg.split("@media \\(prefers-color-scheme: dark\\)", -1);
        assertThat(schemes).hasSize(2);
        assertThat(names(USED, svg)).contains("ground");
        assertThat(names(COLOURED, schemes[0])).containsAll(names(USED, svg));
        assertThat(names(COLOURED, schemes[1])).isEqualTo(names(COLOURED, schemes[0]));
        assertThat(svg).as("for whoever cannot see it").contains("<title ", "<desc ");
    }
}
