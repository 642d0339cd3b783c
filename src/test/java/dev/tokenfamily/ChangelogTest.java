package dev.tokenfamily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.docs.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No release without what it changes: the changelog has a section of the version in pom.xml, and entries in it if that is released. */
final class ChangelogTest {

    private static final String RELEASED =
            "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-12-01\n\n### Added\n\n- A.\n";

    /** Whether the version has its entries, under its number and date; a snapshot has a place for them, which may be empty yet. */
    private static boolean tells(String changelog, String version) {
        String heading = version.endsWith("-SNAPSHOT")
                ? "\\[Unreleased]"
                : Pattern.quote("[" + version + "]") + " - \\d{4}-\\d{2}-\\d{2}";
        Matcher section =
                Pattern.compile("(?ms)^## " + heading + "\n(.*?)(?=^## |\\z)").matcher(changelog);
        return section.find()
                && (version.endsWith("-SNAPSHOT") || section.group(1).lines().anyMatch(line -> line.startsWith("- ")));
    }

    @Test
    void thenTheVersionOfThePomHasItsEntries() throws IOException {
        String version = Versions.ofProject();
        assertThat(tells(Files.readString(Path.of("CHANGELOG.md")), version))
                .as("CHANGELOG.md has entries for " + version)
                .isTrue();
    }

    @Test
    void givenASectionWithEntriesThenItsVersionMayBeReleased() {
        assertThat(tells(RELEASED, "1.2.0")).isTrue();
        assertThat(tells(RELEASED, "1.3.0-SNAPSHOT")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.1", "1.2", "1x2.0", "1.1.0"})
    void givenNoSectionOrAnEmptyOneThenTheVersionMayNotBeReleased(String version) {
        assertThat(tells(RELEASED + "\n## [1.1.0] - 2026-11-01\n", version)).isFalse();
    }

    @Test
    void givenNoPlaceForEntriesThenThereIsNoSnapshot() {
        assertThat(tells(RELEASED.replace("## [Unreleased]\n", ""), "1.3.0-SNAPSHOT"))
                .isFalse();
    }
}
