package dev.tokenfamily.load.batches;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A small pool of open connections, each of whose statements commits. */
final class Connections implements AutoCloseable {

    private final BlockingQueue<Connection> idle;
    private final List<Connection> all;

    private Connections(List<Connection> all) {
        this.all = all;
        this.idle = new ArrayBlockingQueue<>(all.size(), false, all);
    }

    static Connections open(int number, String url) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int n = 0; n < number; n++) {
            Connection connection = DriverManager.getConnection(url);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            all.add(connection);
        }
        return new Connections(all);
    }

    /** What is done on one of them. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    /** On the next that is idle. */
    <R> R on(Work<R> work) throws SQLException, InterruptedException {
        Connection connection = idle.take();
        try {
            return work.on(connection);
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }
}
