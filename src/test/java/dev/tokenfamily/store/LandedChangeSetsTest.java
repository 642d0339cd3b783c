package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Test;

/**
 * A change set that somebody has run never changes: the checksum would be another one, and Keycloak would not start. Whoever
 * releases new ones adds them to {@code landed-change-sets.txt}, with the checksums that a failed test shows.
 */
final class LandedChangeSetsTest {

    private static final Path LANDED = Path.of("src/test/resources/landed-change-sets.txt");

    private static List<String> landed() throws IOException {
        try (Stream<String> lines = Files.lines(LANDED)) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void thenTheyComeFirstAndInTheirOrder() throws IOException, LiquibaseException {
        List<String> ids = landed().stream().map(line -> line.split(" ", -1)[0]).toList();
        assertThat(ids).isNotEmpty();
        assertThat(ChangeLogModel.read().changeSets().stream().map(ChangeSet::getId))
                .startsWith(ids.toArray(String[]::new));
    }

    @Test
    void thenEachIsWhatItWas() throws IOException, LiquibaseException {
        List<String> now = ChangeLogModel.read().changeSets().stream()
                .map(set -> set.getId() + " " + set.generateCheckSum(ChecksumVersion.latest()))
                .toList();
        assertThat(now).containsAll(landed());
    }

    @Test
    void thenNoTwoHaveTheSameId() throws LiquibaseException {
        assertThat(ChangeLogModel.read().changeSets().stream().map(ChangeSet::getId))
                .doesNotHaveDuplicates();
    }
}
