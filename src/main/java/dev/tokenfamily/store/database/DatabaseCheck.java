package dev.tokenfamily.store.database;

import dev.tokenfamily.upgrade.SupportedDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.JpaConnectionProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Asks the database what it is, before our tables are made or changed. */
public final class DatabaseCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);

    private static final String SQL_SERVER = "Microsoft SQL Server";

    private static final String COLLATION = "select cast(databasepropertyex(db_name(), 'Collation') as varchar(128))";

    private final JpaConnectionProviderFactory database;

    /** Asks the database of that server, when it is told to. */
    public DatabaseCheck(KeycloakSession session) {
        this.database = (JpaConnectionProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(JpaConnectionProvider.class);
    }

    /**
     * Returns if it can have our tables, and tells of what they cannot hold.
     *
     * @throws IllegalStateException with what to do, if it cannot
     */
    public void run() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData its = connection.getMetaData();
            SupportedDatabase.require(
                    its.getDatabaseProductName(),
                    its.getDatabaseProductVersion(),
                    its.getDatabaseMajorVersion() + "." + its.getDatabaseMinorVersion());
            if (its.getDatabaseProductName().startsWith(SQL_SERVER)) {
                tellOfLostCharacters(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not say what it is", e);
        }
    }

    /** Keycloak has the driver send text in the code page of the database, where anything else becomes a question mark. */
    private static void tellOfLostCharacters(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLLATION);
                ResultSet rows = statement.executeQuery()) {
            @Nullable String collation = rows.next() ? rows.getString(1) : null;
            if (collation != null && !collation.endsWith("_UTF8")) {
                LOG.warnf(
                        "The database has the collation %s, which is not one of UTF-8. Ids of federated users with"
                                + " characters that it lacks become question marks: some may be taken for each other",
                        collation);
            }
        }
    }
}
