package dev.tokenfamily.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words for what is an incident. */
final class IncidentKindTest {

    @ParameterizedTest
    @EnumSource
    void givenItsTextThenTheKindIsFound(IncidentKind kind) {
        assertThat(IncidentKind.of(kind.text())).contains(kind);
        assertThat(Sighting.of(kind.text())).isEqualTo(kind.sighting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a-later-word", "ORIGIN_CHANGE"})
    void givenAnotherWordThenItIsNoneAndUnusual(String word) {
        assertThat(IncidentKind.of(word)).isEmpty();
        assertThat(Sighting.of(word)).isEqualTo(Sighting.UNUSUAL);
    }

    @Test
    void thenAnIncidentIsToldAsACopyOnlyWhereAnOldTokenCame() {
        assertThat(IncidentKind.values())
                .filteredOn(kind -> kind.sighting() == Sighting.OLD_TOKEN)
                .containsExactly(IncidentKind.RECENT_PREDECESSOR, IncidentKind.STALE_LINEAGE, IncidentKind.SESSION_END);
        assertThat(IncidentKind.ORIGIN_CHANGE.sighting()).isEqualTo(Sighting.NEW_PLACE);
    }

    /** Whoever writes a program for what we send has to know them. */
    @ParameterizedTest
    @EnumSource
    void thenTheDocumentsForProgramsNameIt(IncidentKind kind) throws IOException {
        String described = Files.readString(Path.of("docs/openapi-my-sign-ins.yaml"))
                .lines()
                .filter(line -> line.contains("or a word of a later version"))
                .findFirst()
                .orElseThrow();

        assertThat(described).contains("`" + kind.text() + "`");
        assertThat(Files.readString(Path.of("docs/how-to/webhooks.md")))
                .containsPattern("(?m)^\\| (`[a-z-]+`, )?`" + kind.text() + "`");
    }
}
