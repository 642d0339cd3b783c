package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenfamily.store.ChangeLogModel.Index;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change set, as Liquibase renders it for every database that Keycloak knows. */
final class ChangeLogRenderingTest {

    private static final String END = "TOKEN_FAMILY_END";

    /** Whose indexes of ids are made after these have got their collation. */
    private static final Set<String> INDEXED_LATER = Set.of(END, "TOKEN_FAMILY_STATISTIC", "TOKEN_FAMILY_USERS");

    /** Of PostgreSQL, the shortest of all. */
    private static final int LONGEST_NAME = 63;

    /** Has landed with four columns; the change sets 10-incident-* add what a crash between these leaves out. */
    private static final String FOUR_COLUMNS = "4-incident-follow-up";

    /** By which rows are found, or which say whose they are: equal only if they are the same. */
    private static final Set<String> IDS = Set.of(
            "TOKEN_FAMILY.ID",
            "TOKEN_FAMILY.REALM_ID",
            "TOKEN_FAMILY.CLIENT_ID",
            "TOKEN_FAMILY.USER_ID",
            "TOKEN_FAMILY.SESSION_ID",
            "TOKEN_FAMILY.HEAD_JTI",
            "TOKEN_FAMILY_INCIDENT.ID",
            "TOKEN_FAMILY_INCIDENT.FAMILY_ID",
            "TOKEN_FAMILY_INCIDENT.REALM_ID",
            "TOKEN_FAMILY_INCIDENT.CLIENT_ID",
            "TOKEN_FAMILY_INCIDENT.USER_ID",
            "TOKEN_FAMILY_INCIDENT.SESSION_ID",
            "TOKEN_FAMILY_INCIDENT.REQUIRED_ACTION",
            "TOKEN_FAMILY_INCIDENT.WAVE",
            "TOKEN_FAMILY_INCIDENT.MAIL_ID",
            "TOKEN_FAMILY_END.ID",
            "TOKEN_FAMILY_END.REALM_ID",
            "TOKEN_FAMILY_END.USER_ID",
            "TOKEN_FAMILY_END.CLIENT_ID",
            "TOKEN_FAMILY_END.SESSION_ID",
            "TOKEN_FAMILY_END.FAMILY_ID",
            "TOKEN_FAMILY_END.ACTOR_ID",
            "TOKEN_FAMILY_END.ACTOR_REALM_ID",
            "TOKEN_FAMILY_STATISTIC.REALM_ID",
            "TOKEN_FAMILY_STATISTIC.CLIENT_ID",
            "TOKEN_FAMILY_STATISTIC.MEASURE",
            "TOKEN_FAMILY_USERS.REALM_ID",
            "TOKEN_FAMILY_USERS.CLIENT_ID",
            "TOKEN_FAMILY_USERS.KIND");

    /** Columns that incidents may have. */
    private static final Set<String> OF_SOME = Set.of("REQUIRED_ACTION", "WAVE", "MAIL_ID");

    /** Were made when their columns compared exactly. */
    private static final Set<String> LATER = Set.of("IDX_TOKEN_FAMILY_INCIDENT_WAVE", "IDX_TOKEN_FAMILY_INCIDENT_FAM");

    private static final Pattern OF_SQL_SERVER =
            Pattern.compile("alter table \\[KEYCLOAK]\\.(\\w+) alter column (\\w+) varchar\\((\\d+)\\)"
                    + " collate ' \\+ @exact \\+ N' (not )?null'");
    private static final Pattern OF_ORACLE =
            Pattern.compile("(?s)alter table KEYCLOAK\\.(\\w+) modify \\((.*?)\\)(?=\\n|$)");
    private static final Pattern CHARACTERS = Pattern.compile("(\\w+) varchar2\\((\\d+) char\\)");

    static Stream<Product.Version> all() {
        return Product.all();
    }

    private static RenderedChangeLog render(Product.Version version) throws IOException, LiquibaseException {
        return RenderedChangeLog.of(version);
    }

    private static RenderedChangeLog newest(Product product) throws IOException, LiquibaseException {
        return render(Product.all()
                .filter(v -> v.product() == product)
                .reduce((a, b) -> b)
                .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("all")
    void thenEachChangeSetForItHasStatements(Product.Version version) throws IOException, LiquibaseException {
        RenderedChangeLog rendered = render(version);
        assertThat(rendered.statements()).containsKeys("1-table", "2-incident", "3-statistic", "9-family-supersession");
        assertThat(rendered.statements())
                .allSatisfy((id, statements) -> assertThat(statements).as(id).isNotEmpty());
        assertThat(rendered.script()).doesNotContain("${");
    }

    /** What is left half done by a crash must not be in the way of the next start. */
    @ParameterizedTest
    @MethodSource("all")
    void thenEachIsOneCommit(Product.Version version) throws IOException, LiquibaseException {
        if (!version.product().commitsEachChangeOfATable()) {
            return;
        }
        Map<String, List<String>> several = render(version).statements();
        several.values().removeIf(statements -> statements.size() == 1);
        assertThat(several.keySet()).isSubsetOf(FOUR_COLUMNS);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORACLE", "H2"})
    void thenAColumnThatACrashLeftOutIsAdded(Product product) throws IOException, LiquibaseException {
        Map<String, List<String>> rendered = newest(product).statements();
        List<String> added = Objects.requireNonNull(rendered.get(FOUR_COLUMNS));
        assertThat(added).hasSize(4);
        for (String column : List.of("REALM_URL", "REQUIRED_ACTION", "ANSWER", "ANSWERED_AT")) {
            String id = "10-incident-" + column.toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                    + product.name().toLowerCase(Locale.ROOT);
            String again = Objects.requireNonNull(rendered.get(id)).get(0);
            assertThat(again).contains(" " + column + " ").containsAnyOf("if not exists", "sqlcode != -1430");
            assertThat(again.toLowerCase(Locale.ROOT)).contains(typeOf(column, added));
        }
    }

    private static String typeOf(String column, List<String> additions) {
        Pattern type = Pattern.compile("ADD " + column + " (\\S+(?: 0\\))?)");
        return additions.stream()
                .flatMap(addition -> type.matcher(addition).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thenNoNameIsTooLong() throws LiquibaseException {
        ChangeLogModel model = ChangeLogModel.read();
        assertThat(Stream.concat(
                        model.tables(),
                        Stream.concat(model.primaryKeys().stream(), model.indexes().stream())
                                .map(Index::name)))
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_NAME));
    }

    /** Or an id that is long enough cannot be stored. */
    @ParameterizedTest
    @EnumSource
    void thenEachKeyFits(Product product) throws LiquibaseException {
        ChangeLogModel model = ChangeLogModel.read();
        Product.Bytes bytes = product.bytes();
        assertThat(model.primaryKeys()).allSatisfy(key -> assertThat(model.bytes(key, bytes.character()))
                .as(key.name())
                .isLessThanOrEqualTo(bytes.primaryKey()));
        assertThat(model.indexes()).allSatisfy(index -> assertThat(model.bytes(index, bytes.character()))
                .as(index.name())
                .isLessThanOrEqualTo(bytes.index()));
    }

    /** What is longer than that is TEXT on MySQL and MariaDB by Keycloak's own rule, which has no place in an index. */
    @Test
    void thenLongTextIsInNoKey() throws LiquibaseException {
        ChangeLogModel model = ChangeLogModel.read();
        Set<String> keys = Stream.concat(model.primaryKeys().stream(), model.indexes().stream())
                .flatMap(index -> index.columns().stream().map(column -> index.table() + "." + column))
                .collect(Collectors.toSet());
        Map<String, Integer> texts = model.texts();
        texts.keySet().retainAll(keys);
        assertThat(texts.values()).allSatisfy(width -> assertThat(width).isLessThanOrEqualTo(255));
    }

    @Nested
    final class GivenIds {

        @Test
        void thenAllThatAreInKeysAreKnownHere() throws LiquibaseException {
            ChangeLogModel model = ChangeLogModel.read();
            Set<String> texts = model.texts().keySet();
            assertThat(Stream.concat(model.primaryKeys().stream(), model.indexes().stream())
                            .flatMap(index -> index.columns().stream().map(column -> index.table() + "." + column))
                            .filter(texts::contains))
                    .isSubsetOf(IDS);
            assertThat(texts).containsAll(IDS);
        }

        @ParameterizedTest
        @EnumSource(names = {"MARIADB", "MYSQL"})
        void thenTheirTablesCompareExactly(Product product) throws IOException, LiquibaseException {
            String collation = product == Product.MARIADB ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
            String script = newest(product).script();
            assertThat(ChangeLogModel.read().tables()).allSatisfy(table -> assertThat(script)
                    .contains("alter table " + table + " convert to character set utf8mb4 collate " + collation));
        }

        /** Each with the width, and may or may not be null, as before: SQL Server forgets what is not said again. */
        @Test
        void thenEachColumnComparesExactlyOnSqlServer() throws IOException, LiquibaseException {
            Map<String, Integer> widths = OF_SQL_SERVER
                    .matcher(newest(Product.SQL_SERVER).script())
                    .results()
                    .peek(found -> assertThat(found.group(4) == null)
                            .isEqualTo(OF_SOME.contains(found.group(2)) || mayBeAnybodys(found)))
                    .collect(Collectors.toMap(
                            found -> found.group(1) + "." + found.group(2), found -> Integer.valueOf(found.group(3))));
            Map<String, Integer> texts = ChangeLogModel.read().texts();
            texts.keySet().retainAll(IDS);
            assertThat(widths).isEqualTo(texts);
        }

        /** Of an end, whatever it does not say. */
        private boolean mayBeAnybodys(MatchResult column) {
            return column.group(1).equals(END) && !Set.of("ID", "REALM_ID").contains(column.group(2));
        }

        /** As they were: what has to go while a column changes has to come back. */
        @Test
        void thenSqlServerHasItsKeysAgain() throws IOException, LiquibaseException {
            ChangeLogModel model = ChangeLogModel.read();
            Map<String, List<String>> rendered = newest(Product.SQL_SERVER).statements();
            String script = Stream.of("10-family", "10-incident", "10-statistic", "10-users", "24-end")
                    .map(set -> Objects.requireNonNull(rendered.get(set + "-exact-text-mssql"))
                            .get(0))
                    .collect(Collectors.joining("\n"));
            assertThat(model.primaryKeys()).allSatisfy(key -> assertThat(script)
                    .contains("drop constraint " + key.name() + ";")
                    .contains("add constraint " + key.name() + " primary key (" + String.join(", ", key.columns())
                            + ");"));
            Set<String> texts = model.texts().keySet();
            assertThat(model.indexes())
                    .filteredOn(index -> !INDEXED_LATER.contains(index.table()) && !LATER.contains(index.name()))
                    .filteredOn(
                            index -> index.columns().stream().anyMatch(c -> texts.contains(index.table() + "." + c)))
                    .allSatisfy(index -> assertThat(script)
                            .contains("drop index if exists " + index.name() + " on [KEYCLOAK]." + index.table() + ";")
                            .contains("create index " + index.name() + " on [KEYCLOAK]." + index.table() + " ("
                                    + String.join(", ", index.columns()) + ");"));
        }
    }

    /** Oracle would count bytes, and refuse the row of whoever has a long name in other letters. */
    @Test
    void thenOracleCountsCharactersEverywhere() throws IOException, LiquibaseException {
        Map<String, Integer> widths = OF_ORACLE
                .matcher(newest(Product.ORACLE).script())
                .results()
                .flatMap(table -> CHARACTERS.matcher(table.group(2)).results().map(column -> column(table, column)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<String, Integer> texts = ChangeLogModel.read().texts();
        texts.remove("TOKEN_FAMILY.INCIDENT_DUE"); // ASCII, as wide as a column can be there: DueIncident
        assertThat(widths).isEqualTo(texts);
    }

    private static Map.Entry<String, Integer> column(MatchResult table, MatchResult column) {
        return Map.entry(table.group(1) + "." + column.group(1), Integer.valueOf(column.group(2)));
    }
}
