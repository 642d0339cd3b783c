package dev.tokenfamily.upgrade;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change set of ours that a database has.
 *
 * @param checkSum of what was run; null where Liquibase was told to forget it
 */
public record AppliedChangeSet(String id, @Nullable String checkSum) {

    /** Keycloak names it after the first ten letters of our provider. */
    private static final String TABLE = "DATABASECHANGELOG_TOKEN_FAMI";

    /**
     * The change sets of ours that a database has, in the order in which they were run; none where we have never been. Writes
     * nothing.
     */
    public static List<AppliedChangeSet> readFrom(Connection database) throws SQLException {
        if (!exists(database)) {
            return List.of();
        }
        List<AppliedChangeSet> applied = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select ID, MD5SUM from " + TABLE + " order by ORDEREXECUTED")) {
            while (rows.next()) {
                applied.add(new AppliedChangeSet(rows.getString(1), rows.getString(2)));
            }
        }
        return applied;
    }

    /** By its name in whatever case the product keeps it. */
    private static boolean exists(Connection database) throws SQLException {
        DatabaseMetaData metaData = database.getMetaData();
        try (ResultSet tables = metaData.getTables(
                database.getCatalog(), database.getSchema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (TABLE.equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }
}
