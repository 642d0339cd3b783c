package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Test;

/**
 * A change set that somebody has run never changes: Liquibase would refuse to start, for the checksum is another one. Whoever
 * releases adds the new ones to {@code landed-change-sets.txt}.
 */
final class LandedChangeSetsTest {

    private static final Path LANDED = Path.of("src/test/resources/landed-change-sets.txt");

    @Test
    void thenTheyAreWhatTheyWereAndComeFirst() throws IOException, LiquibaseException {
        List<String> landed = Files.readAllLines(LANDED);
        List<String> now = ChangeLogModel.read().changeSets().stream()
                .map(set -> set.getId() + " " + set.generateCheckSum(ChecksumVersion.latest()))
                .toList();
        assertThat(landed).isNotEmpty();
        assertThat(now).startsWith(landed.toArray(String[]::new));
    }

    @Test
    void thenNoTwoHaveTheSameId() throws LiquibaseException {
        assertThat(ChangeLogModel.read().changeSets().stream().map(set -> set.getId())).doesNotHaveDuplicates();
    }
}
