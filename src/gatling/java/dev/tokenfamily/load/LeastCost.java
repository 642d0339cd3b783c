package dev.tokenfamily.load;

import dev.tokenfamily.harness.server.Postgres;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What nobody who asks the database can fall below: the processor time of one statement on the smallest of rows, found by its
 * key, that of PostgreSQL and of the thread that waits for it together.
 *
 * @param lookMillis to look at it
 * @param changeMillis to change it, committed
 */
record LeastCost(double lookMillis, double changeMillis) {

    private static final int TIMES = 5_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** In that PostgreSQL, while it does nothing else. */
    static LeastCost of(Postgres database) throws SQLException {
        database.execute("create table smallest (id varchar(36) primary key, n bigint not null)");
        database.execute("insert into smallest values ('one', 0)");
        try (Connection connection = database.connect()) {
            measured(database, connection); // warms up
            return measured(database, connection);
        } finally {
            database.execute("drop table smallest");
        }
    }

    private static LeastCost measured(Postgres database, Connection connection) throws SQLException {
        return new LeastCost(
                millis(database, connection, "select n from smallest where id = ?"),
                millis(database, connection, "update smallest set n = n + 1 where id = ?"));
    }

    private static double millis(Postgres database, Connection connection, String sql) throws SQLException {
        double before = processorMillis(database);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int n = 0; n < TIMES; n++) {
                statement.setString(1, "one");
                statement.execute();
            }
        }
        return (processorMillis(database) - before) / TIMES;
    }

    private static double processorMillis(Postgres database) {
        return ProcessorTime.millisOf(database.processes()) + THREADS.getCurrentThreadCpuTime() / 1e6;
    }
}
