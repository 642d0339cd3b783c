package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The change set that leaves room beside rows on PostgreSQL (ADR 39), which changes the catalog and nothing else. */
final class RoomBesideRowsTest {

    private static final String OURS = "30-room-beside-rows";

    static Stream<Product.Version> all() {
        return Product.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void thenPostgresIsToldWhatAnOperatorMaySayTooAndNoOtherIs(Product.Version version)
            throws IOException, LiquibaseException {
        List<String> statements = RenderedChangeLog.of(version).statements().getOrDefault(OURS, List.of());
        if (version.product() == Product.POSTGRESQL) {
            assertThat(statements)
                    .containsExactly("alter table keycloak.TOKEN_FAMILY set ("
                            + documented().findFirst().orElseThrow() + ")");
        } else {
            assertThat(statements).isEmpty();
        }
    }

    private static Stream<String> documented() throws IOException {
        return Files.readAllLines(Path.of("docs/operations.md")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("alter table token_family set ("))
                .map(line -> line.substring(line.indexOf('(') + 1, line.indexOf(')')));
    }

    /** A start waits for nobody who vacuums or makes an index. */
    @Test
    void givenItCannotRunYetThenALaterStartTriesAgain() throws LiquibaseException {
        assertThat(ChangeLogModel.read().changeSets())
                .filteredOn(set -> set.getId().equals(OURS))
                .singleElement()
                .satisfies(set -> assertThat(set.getPreconditions().getOnFail()).isEqualTo(FailOption.CONTINUE));
    }
}
