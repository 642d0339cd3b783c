package dev.tokenfamily.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.core.H2Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that ended between the columns of the one change set with several. H2 commits each by itself, as Oracle does. */
final class HalfDoneChangeSetTest {

    private static final String SEVERAL = "4-incident-follow-up";

    private static final List<String> COLUMNS = List.of("REALM_URL", "REQUIRED_ACTION", "ANSWER", "ANSWERED_AT");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void givenSomeOfItsColumnsThenTheNextStartAddsTheRest(int added) throws SQLException, LiquibaseException {
        try (Connection connection = database()) {
            Liquibase crashing = liquibase(connection);
            crashing.update(before(crashing), new Contexts(), new LabelExpression());
            try (Statement statement = connection.createStatement()) {
                for (String column : COLUMNS.subList(0, added)) {
                    statement.execute("alter table TOKEN_FAMILY_INCIDENT add " + column
                            + (column.equals("ANSWERED_AT") ? " bigint" : " varchar(255)"));
                }
            }
            connection.commit();

            Liquibase next = liquibase(connection);
            next.update(new Contexts(), new LabelExpression());
            assertThat(next.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                    .isEmpty();
            assertThat(columns(connection)).containsAll(COLUMNS);
        }
    }

    @Test
    void givenNoCrashThenAllAreThere() throws SQLException, LiquibaseException {
        try (Connection connection = database()) {
            liquibase(connection).update(new Contexts(), new LabelExpression());
            assertThat(columns(connection)).containsAll(COLUMNS);
        }
    }

    /** How many change sets run before it. */
    private static int before(Liquibase liquibase) throws LiquibaseException {
        return liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                .map(ChangeSet::getId)
                .toList()
                .indexOf(SEVERAL);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID() + ";NON_KEYWORDS=VALUE");
    }

    private static Liquibase liquibase(Connection connection) throws LiquibaseException {
        H2Database database = new H2Database();
        database.setConnection(new JdbcConnection(connection));
        return new Liquibase(RenderedChangeLog.LOCATION, new ClassLoaderResourceAccessor(), database);
    }

    private static Set<String> columns(Connection connection) throws SQLException {
        Set<String> columns = new HashSet<>();
        DatabaseMetaData its = connection.getMetaData();
        try (ResultSet rows = its.getColumns(null, null, "TOKEN_FAMILY_INCIDENT", null)) {
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }
}
