package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of the build has what it needs, and nothing of the others (ADR 18). */
final class BuildPartsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("[\\w.@:/-]*example\\.invalid(?:/[\\w./-]*\\w)?");

    private final Document provider = pom("pom.xml");
    private final Document parts = pom("parts/pom.xml");

    BuildPartsTest() throws IOException {}

    private static Document pom(String file) throws IOException {
        return Jsoup.parse(Files.readString(Path.of(file)), Parser.xmlParser());
    }

    private static List<String> profiles(Document pom) {
        return pom.select("project > profiles > profile > id").eachText();
    }

    @Test
    void thenThePartsAreOfOneFileAndTheTestsAreWhatIsTakenByDefault() {
        assertThat(profiles(parts)).containsExactlyInAnyOrder("tests", "jar", "run", "benchmark", "jmh");
        assertThat(parts.select("profile:has(activeByDefault) > id").eachText()).containsExactly("tests");
    }

    /** It would take the place of the tests if it were there. */
    @Test
    void thenWhatTheTestsAreToDoIsSaidInTheOtherFile() {
        assertThat(profiles(provider))
                .contains("full", "core", "databases", "release")
                .doesNotContainAnyElementsOf(profiles(parts));
    }

    @Test
    void thenNothingIsNeededForTestsOutsideTheirPart() {
        assertThat(provider.select("project > dependencies > dependency > scope")
                        .eachText())
                .containsOnly("provided");
        assertThat(parts.select("project > dependencies")).isEmpty();
        assertThat(parts.select("profile:has(> id:containsOwn(run)) > dependencies > dependency > artifactId")
                        .eachText())
                .containsExactly("greenmail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "SECURITY.md"})
    void thenAddressesAreThoseOfThePom(String document) throws IOException {
        assertThat(PLACEHOLDER
                        .matcher(Files.readString(Path.of(document)))
                        .results()
                        .map(address -> address.group()))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(provider.text()).contains(address));
    }
}
