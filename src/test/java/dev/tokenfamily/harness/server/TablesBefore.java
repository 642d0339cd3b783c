package dev.tokenfamily.harness.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Our tables as an earlier JAR has left them: made by the change sets that it knew, which Keycloak finds done at its next start. */
public final class TablesBefore {

    private static final String CHANGE_SETS = "META-INF/token-family-changelog.xml";

    /** Where Keycloak remembers which change sets of ours it has run. */
    private static final String HISTORY = "databasechangelog_token_fami";

    private TablesBefore() {}

    /** Makes them anew, empty. The change sets from that one on are still to be run. */
    public static void make(Postgres database, String firstChangeSet) {
        database.query("select tablename from pg_tables where tablename like 'token_family%' or tablename = '" + HISTORY
                        + "'")
                .forEach(table -> database.execute("drop table " + table));
        try (Connection connection = database.connect()) {
            PostgresDatabase postgres = new PostgresDatabase();
            postgres.setConnection(new JdbcConnection(connection));
            postgres.setDatabaseChangeLogTableName(HISTORY);
            postgres.setDatabaseChangeLogLockTableName("lock_of_this_test");
            Liquibase liquibase = new Liquibase(CHANGE_SETS, new ClassLoaderResourceAccessor(), postgres);
            List<String> unrun = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).stream()
                    .map(ChangeSet::getId)
                    .toList();
            liquibase.update(unrun.indexOf(firstChangeSet), new Contexts(), new LabelExpression());
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }
}
