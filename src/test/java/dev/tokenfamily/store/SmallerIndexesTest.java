package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The change sets that give PostgreSQL smaller indexes (ADR 35), in a way that leaves a table of any size with all that its lists need. */
final class SmallerIndexesTest {

    private static final String OURS = "29-index-of-";
    private static final String INSTEAD = "-instead";

    static Stream<Product.Version> others() {
        return Product.all().filter(version -> version.product() != Product.POSTGRESQL);
    }

    static Stream<Product.Version> postgres() {
        return Product.all().filter(version -> version.product() == Product.POSTGRESQL);
    }

    private static Map<String, List<String>> rendered(Product.Version version) throws IOException, LiquibaseException {
        Map<String, List<String>> statements = RenderedChangeLog.of(version).statements();
        statements.keySet().removeIf(id -> !id.startsWith(OURS));
        return statements;
    }

    @ParameterizedTest
    @MethodSource("others")
    void thenNoOtherDatabaseIsChanged(Product.Version version) throws IOException, LiquibaseException {
        assertThat(rendered(version)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("postgres")
    void thenEachOldIndexGoesRightAfterItsSuccessor(Product.Version version) throws IOException, LiquibaseException {
        List<String> ids = List.copyOf(rendered(version).keySet());
        assertThat(ids).hasSize(8);
        for (int n = 0; n < ids.size(); n += 2) {
            assertThat(ids.get(n + 1)).isEqualTo(ids.get(n) + INSTEAD);
        }
        assertThat(rendered(version)).allSatisfy((id, statements) -> assertThat(statements)
                .singleElement()
                .asString()
                .startsWith(
                        id.endsWith(INSTEAD)
                                ? "drop index if exists keycloak.IDX_"
                                : "create index if not exists IDX_"));
    }

    /** No start makes an index of a large table. */
    @Test
    void givenOneCannotRunYetThenALaterStartTriesAgain() throws LiquibaseException {
        List<ChangeSet> ours = ChangeLogModel.read().changeSets().stream()
                .filter(set -> set.getId().startsWith(OURS))
                .toList();
        assertThat(ours).hasSize(8).allSatisfy(set -> assertThat(
                        set.getPreconditions().getOnFail())
                .isEqualTo(FailOption.CONTINUE));
    }

    /** In a transaction, and never concurrently: that would wait for ever where two nodes start (ADR 35). */
    @ParameterizedTest
    @MethodSource("postgres")
    void thenTheOperatorMakesConcurrentlyWhatAStartMakesAtOnce(Product.Version version)
            throws IOException, LiquibaseException {
        List<String> made = rendered(version).values().stream()
                .map(statements -> statements.get(0).toLowerCase(Locale.ROOT))
                .filter(statement -> statement.startsWith("create index "))
                .map(statement -> statement.replace("keycloak.", ""))
                .toList();
        try (Stream<String> lines = Files.lines(Path.of("docs/how-to/upgrade.md"))) {
            assertThat(lines.filter(line -> line.startsWith("create index concurrently if not exists "))
                            .map(line -> line.replace("concurrently ", "").replace(";", ""))
                            .collect(Collectors.toList()))
                    .isEqualTo(made);
        }
    }
}
