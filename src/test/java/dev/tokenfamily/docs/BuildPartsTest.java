package dev.tokenfamily.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each part of the build has what it needs, and nothing of the others (ADR 18). */
final class BuildPartsTest {

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

    /** So that whoever gives the project a home in pom.xml does so there as well. */
    @ParameterizedTest
    @CsvSource({"CONTRIBUTING.md, home.url, /issues", "SECURITY.md, home.security, ''"})
    void thenAddressesAreThoseOfThePom(String document, String property, String rest) throws IOException {
        String text = Files.readString(Path.of(document));
        String address = Versions.ofBuild(property) + rest;
        assertThat(text).contains(address);
        assertThat(text.replace(address, "")).doesNotContain("example.invalid");
    }
}
