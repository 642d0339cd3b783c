package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenfamily.docs.NamedTest;
import dev.tokenfamily.upgrade.SupportedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.config.database.Database;

/** The table of databases in docs/reference/versions.md says what the code does, and leaves out none that {@code kc.sh} offers. */
final class DatabaseTableTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    private record Row(String name, Set<String> kinds, String from, String state, List<NamedTest> tests) {

        boolean is(String stateOfIt) {
            return state.startsWith(stateOfIt);
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/reference/versions.md")).stream()
                .dropWhile(line -> !line.equals("## Databases"))
                .skip(4)
                .takeWhile(line -> line.startsWith("|"))
                .map(DatabaseTableTest::row)
                .toList();
    }

    private static Row row(String line) {
        List<String> cells =
                Stream.of(line.substring(1).split("\\|", -1)).map(String::strip).toList();
        return new Row(
                cells.get(0),
                code(cells.get(1)).collect(Collectors.toSet()),
                cells.get(2),
                cells.get(3),
                code(cells.get(4)).map(NamedTest::new).toList());
    }

    private static Stream<String> code(String cell) {
        return CODE.matcher(cell).results().map((MatchResult found) -> found.group(1));
    }

    @Test
    void thenItHasAllThatKeycloakOffers() throws IOException {
        assertThat(rows().stream().flatMap(row -> row.kinds().stream()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Database.getDatabaseAliases().toArray(String[]::new))
                .isEqualTo(Arrays.stream(Product.values())
                        .flatMap(product -> product.kinds().stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void thenEachStateIsHeldByTestsThatThereAre() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(Product.values().length).allSatisfy(row -> {
            assertThat(row.state()).as(row.name()).matches("(run|rendered only|refused)\\b.*");
            assertThat(row.tests()).as(row.name()).isNotEmpty().allMatch(NamedTest::exists);
        });
    }

    @Test
    void thenWhatIsRunIsRunInAServer() throws IOException {
        assertThat(rows().stream().filter(row -> row.is("run")).flatMap(row -> row.tests().stream()))
                .isNotEmpty()
                .allMatch(test -> test.name().endsWith("StoreIT"));
    }

    @Test
    void thenWhatIsRefusedIsAndNothingElse() throws IOException {
        assertThat(rows()).allSatisfy(row -> row.kinds().forEach(kind -> {
            if (row.is("refused")) {
                assertThatThrownBy(() -> SupportedDatabase.require(kind)).hasMessageContaining(row.name());
            } else {
                SupportedDatabase.require(kind);
            }
        }));
    }

    /** By their first words, which are the drivers' names. */
    @Test
    void thenEarlierVersionsAreRefusedAsItSays() throws IOException {
        Map<String, String> said = rows().stream()
                .filter(row ->
                        VERSION.matcher(row.from()).matches() && !row.name().contains(","))
                .collect(Collectors.toMap(row -> row.name().split(" ", -1)[0], Row::from));
        assertThat(said).isEqualTo(SupportedDatabase.earliest());
    }
}
